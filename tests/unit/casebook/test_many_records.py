"""Many saves that come at once leave the tables as they are where each record comes by itself."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from reviewer.casebook import Casebook, SaveBundle, many_records
from reviewer.model import Evidence, Passage, Search, Verdict, Withdrawn

TABLES = ("edge", "current", "contested", "uncounted")


def said(number: int, because: str) -> Verdict:
    return Verdict(f"b{number}", "plans", "met", because)


def work(casebook: Casebook) -> None:
    """Judge, judge anew, take back: some of it superseded, some of it withdrawn."""
    with casebook.act() as act:
        act.put(Evidence("b1", "plans", Passage("cd" * 32, "p1", 0, 4, "é \U0001f600"), note="a\0b"))
        # Of these two nothing is told by their form: a number that is too large for it, and a mapping.
        act.put(Evidence("b\0 one", 'pl"ans', Passage("e\\f\0g", "p1", 9, 10**15, "")))
        act.put(Search("b1", "plans", (), (), {"z": "", "a": ""}, (), (), 0, looked_at=True))
    for some in (range(40), range(20, 60)):
        with casebook.act() as act:
            for number in some:
                act.put(said(number, f"the {number}th, for the {some.start}th time"))
    with casebook.act() as act:
        for kept in casebook.current(Verdict)[:10]:
            act.put(Withdrawn("a mistake"), kept.subject)


def held(casebook: Casebook) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(casebook.folder / "casebook.sqlite")) as tool:
        columns = {name: [row[1] for row in tool.execute(f"PRAGMA table_info({name})")] for name in TABLES}
        return {
            name: sorted(tool.execute(f"SELECT {', '.join({*of} - {'seq'})} FROM {name}"), key=repr)  # noqa: S608 - own names
            for name, of in columns.items()
        }


def sent(casebook: Casebook) -> list[SaveBundle]:
    return [bundle for _, bundle in casebook.saves()]


@pytest.mark.parametrize("least", [1, 10**9], ids=["together", "one by one"])
def test_what_stands_is_the_same_as_where_they_were_made(
    casebook: Casebook, colleague: Casebook, monkeypatch: pytest.MonkeyPatch, least: int
) -> None:
    monkeypatch.setattr(many_records, "_MANY", least)
    work(colleague)
    with casebook.act() as act:  # they differ on some of it
        for number in range(5, 15):
            act.put(said(number, "by another"))
    ours, theirs = sent(casebook), sent(colleague)
    assert (casebook.absorb(theirs).new, colleague.absorb(ours).new) == (5, 1)
    assert held(casebook) == held(colleague)
    assert len(casebook.conflicts()) == len(colleague.conflicts()) > 0
    assert casebook.check() == colleague.check() == ()
    with casebook.act() as act:  # and the rules are there as before
        act.put(said(70, "later"))
    assert casebook.check() == ()


def test_children_before_parents_leave_what_stands_the_same(
    casebook: Casebook, colleague: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many_records, "_MANY", 1)
    work(colleague)
    _, introduction, *others = sent(colleague)
    for bundle in (introduction, *reversed(others)):
        casebook.absorb([bundle])
    assert casebook.check() == ()
    assert {kept.id for kept in casebook.current(Verdict)} == {kept.id for kept in colleague.current(Verdict)}


def test_what_was_examined_is_parsed_by_nobody_again(
    casebook: Casebook, colleague: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite reads a subject for its index; what stands in the tables was known by then."""
    monkeypatch.setattr(many_records, "_MANY", 1)
    work(colleague)
    said: list[str] = []
    with casebook._database.raw() as connection:  # noqa: SLF001
        connection.set_trace_callback(said.append)
        casebook.absorb(sent(colleague))
        connection.set_trace_callback(None)
    changes = [one for one in said if one.startswith(("INSERT", "DELETE"))]
    assert any("INTO current" in one for one in changes)
    assert not [one for one in changes if "json" in one]
