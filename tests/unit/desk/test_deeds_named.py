"""What undo and redo turned is always named: never that something was "taken back", without what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from reviewer.desk import Desk
from reviewer.desk.words.deeds import deed_words
from reviewer.model import Evidence, Kept, Receipt, Search, Verdict
from reviewer.model.deeds import Deed, DeedCode

BODY, ON_TIME = "harrowdale", date(2025, 2, 28)
NEVER = {
    DeedCode.TAKEN_BACK, DeedCode.MOVED, DeedCode.SIGNED, DeedCode.WITHDRAWN, DeedCode.AMENDED, DeedCode.FOUNDED,
    DeedCode.ROLE, DeedCode.RETIRED,
}  # fmt: skip
"""What no record of its own takes back: a letter is withdrawn, a case amended again, a move is two receipts, a role given anew."""


@pytest.mark.parametrize("code", [code for code in DeedCode if code not in NEVER])
def test_whatever_is_taken_back_has_words_that_name_it(code: DeedCode) -> None:
    words = deed_words(Deed(DeedCode.TAKEN_BACK, name="plan.pdf", other="old.pdf", taken_back=code))
    assert words != deed_words(Deed(DeedCode.TAKEN_BACK))
    assert words.lower() != "taken back"


def first(desk: Desk) -> str:
    return desk.case.framework.criteria[0].key


def tied(desk: Desk) -> None:
    desk.judging.evidence(BODY, first(desk), "plan.txt", "named a contact")


def judged(desk: Desk) -> None:
    desk.judging.verdict(BODY, first(desk), desk.case.framework.criteria[0].findings[0], "It says so.")


def searched(desk: Desk) -> None:
    desk.judging.absence(BODY, first(desk))


def nothing(_desk: Desk) -> None:
    """Only what was received stands."""


KINDS: Mapping[type, tuple[Callable[[Desk], None], str]] = {
    Receipt: (nothing, "plan.txt"), Evidence: (tied, "{title}"), Verdict: (judged, "{title}"), Search: (searched, "{title}"),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_undo_and_redo_of_what_was_withdrawn_name_it(desk: Desk, plan: Path, kind: type) -> None:
    desk.receiving.receive(BODY, [plan], ON_TIME)
    do, named = KINDS[kind]
    do(desk)
    name = named.format(title=desk.case.framework.criteria[0].title)
    kept: Kept[object] = desk.session.casebook.current(kind, body=BODY)[0]
    desk.history.withdraw(kept.id, "a mistake")
    for turn in (desk.history.undo, desk.history.redo, desk.history.undo, desk.history.undo):
        offered = desk.history.can_redo() if turn == desk.history.redo else desk.history.can_undo()
        turned = turn()
        assert turned is not None
        assert turned.sentence == offered
        assert name in turned.sentence
