"""Settlements in an exported casebook: who settled which conflict, when, why, and which side was taken."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from zipfile import ZipFile

from reviewer.casebook import Casebook
from reviewer.desk import Desk, Home
from reviewer.desk.exporting import import_casebook
from reviewer.desk.words.backups import exported_readme
from reviewer.model import Member, Role
from reviewer.model.contest import Way, WayCode
from tests.unit.desk.differing import BODY, CRITERION, Colleague

Table = list[dict[str, str]]


def table(path: Path) -> Table:
    with ZipFile(path) as archive:
        text = archive.read("csv/settlements.csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def exported(desk: Desk, path: Path) -> Table:
    desk.exporting.export(path)
    return table(path)


def settle(desk: Desk, way: str, because: str, anew: str = "") -> None:
    (line,) = desk.settling.lines()
    contest = desk.settling.contest(line.place.subject)
    chosen = next((Way(WayCode.SIDE, one.record) for one in contest.sides if one.who == way), None)
    desk.settling.settle(contest, chosen or Way(WayCode(way)), because, anew)


def test_each_side_has_a_row_with_who_said_it_and_whether_it_was_taken(desk: Desk, tmp_path: Path) -> None:
    for name, finding, because in (
        ("Ben", "in-place", "Two posts."),
        ("Eleri", "falls-short", "=One vacancy"),
    ):
        Colleague(desk, name).judges(finding, because)
    assert exported(desk, tmp_path / "open.zip") == [], "what is open is not settled"
    settle(desk, "Ben", "The plan came after her search.")
    hers, his = sorted(exported(desk, tmp_path / "settled.zip"), key=lambda row: row["side taken"])
    labels = {each.key: each.label for each in desk.case.framework.findings}
    assert (his["side of"], his["side says"], his["side because"]) == (
        "Ben",
        labels["in-place"],
        "Two posts.",
    )
    assert (hers["side of"], hers["side because"]) == ("Eleri", "'=One vacancy")
    assert (his["side taken"], hers["side taken"]) == ("yes", "no")
    for row in (his, hers):
        assert (row["body"], row["criterion"], row["conflict"]) == (BODY, CRITERION, "verdict")
        assert row["because"] == "The plan came after her search."
        assert (row["outcome"], row["what stands"]) == ("a side was taken", labels["in-place"])
        assert row["recorded by"] == desk.me.name
    desk.history.undo()
    assert exported(desk, tmp_path / "again.zip") == [], "what was opened again is settled no more"


def test_what_was_decided_anew_took_no_side(desk: Desk, tmp_path: Path) -> None:
    Colleague(desk, "Ben").judges("in-place", "Two posts.")
    Colleague(desk, "Eleri").judges("falls-short", "One vacancy.")
    settle(desk, WayCode.ANEW.value, "Both are right.", "under-way")
    rows = exported(desk, tmp_path / "a.zip")
    assert {(row["outcome"], row["side taken"]) for row in rows} == {("decided anew", "no")}
    assert {row["side of"] for row in rows} == {"Ben", "Eleri"}


def test_a_members_role_that_was_disputed_is_there_too(desk: Desk, tmp_path: Path) -> None:
    key = Colleague(desk, "Eleri", Role.OBSERVER).author.key
    casebook = desk.session.casebook
    first = casebook.team.membership().standing[key].said[0].id
    Colleague(desk, "Ben").admits(key, "Eleri", Role.INSPECTOR)
    assert isinstance(getattr(casebook.get(first), "content", None), Member)
    casebook.team.settle(key, first, "She only reads.")
    (taken,) = [row for row in exported(desk, tmp_path / "a.zip") if row["side taken"] == "yes"]
    assert (taken["conflict"], taken["side says"], taken["because"]) == (
        "member",
        "observer",
        "She only reads.",
    )


def test_an_import_gives_the_same_casebook_and_the_same_bytes_again(
    desk: Desk, tmp_path: Path, colleague: Home
) -> None:
    Colleague(desk, "Ben").judges("in-place", "Two posts.")
    Colleague(desk, "Eleri").judges("falls-short", "One vacancy.")
    settle(desk, "Eleri", "We agreed.")
    desk.exporting.export(tmp_path / "one.zip")
    import_casebook(tmp_path / "one.zip", tmp_path / "again.casebook", colleague)
    with Desk.open(tmp_path / "again.casebook", colleague, writable=False) as again:
        assert _saves(again.session.casebook) == _saves(desk.session.casebook)
        assert [line.because for line in again.settling.settled()] == ["We agreed."]
        again.exporting.export(tmp_path / "two.zip")
    assert (tmp_path / "two.zip").read_bytes() == (tmp_path / "one.zip").read_bytes()


def _saves(casebook: Casebook) -> list[str]:
    return [save.id for _, save in casebook.saves()]


def test_the_archive_says_what_each_column_is(desk: Desk, tmp_path: Path) -> None:
    Colleague(desk, "Ben").judges("in-place", "Two posts.")
    Colleague(desk, "Eleri").judges("falls-short", "One vacancy.")
    settle(desk, "Ben", "We agreed.")
    said = exported_readme(desk.case.inspection.title)
    _, _, after = said.partition("csv/settlements.csv")
    columns = {
        name.strip() for line in after.splitlines()[1:10] for name in line.strip().split("   ")[0].split(",")
    }
    assert set(exported(desk, tmp_path / "a.zip")[0]) == columns
