"""The note that asks a body for what could not be read, in another form: it names document, place and reason, and records nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from reviewer.desk import Desk
from reviewer.errors import NotReadyError, WrongUseError
from reviewer.model import NoText, Problem
from reviewer.model.problems import Reason
from tests.locked import WORD, locked_pdf
from tests.unit.desk.pieces import LOGO, NOTICE, document, picture

BODY = "harrowdale"
OTHER = "0c" * 32


@pytest.fixture
def sent(desk: Desk, tmp_path: Path) -> Desk:
    """Harrowdale's plan has two pictures in which nothing was recognised, its list another and the same one again."""
    tried = [
        picture(1, LOGO, NoText.WRITING, tried=True),
        picture(2, NOTICE, NoText.WRITING, tried=True),
        picture(3, OTHER, NoText.PICTURE, tried=True),
    ]
    document(desk, tmp_path, "plan.txt", *tried)
    document(desk, tmp_path, "list.txt", picture(1, LOGO, NoText.WRITING, tried=True))
    return desk


def note(desk: Desk, *keys: str) -> str:
    pieces = [piece for piece in desk.pieces.of(BODY) if not keys or piece.key in keys]
    return desk.triage.note_about(BODY, pieces).text


def test_it_names_each_place_of_each_document_with_the_reason_once(sent: Desk) -> None:
    text = note(sent)
    assert "Our program cannot read these as text. Please send each in another form" in text
    assert "- list.txt, text, picture 1 and 1 more place: Writing not recognised, or not all of it.\n" in text
    assert "- plan.txt, text, picture 2: Writing not recognised, or not all of it.\n" in text
    assert "- plan.txt, text, picture 3: A picture in which nothing was recognised.\n" in text
    assert "Look at it by eye" not in text  # that is for the inspector


def test_places_with_one_reason_stand_in_one_line(sent: Desk, tmp_path: Path) -> None:
    document(
        sent, tmp_path, "more.txt",
        *(picture(n, f"{n:064x}", NoText.WRITING, tried=True) for n in (1, 2)),
    )  # fmt: skip
    assert (
        "- more.txt, text, picture 1; text, picture 2: Writing not recognised, or not all of it.\n"
        in note(sent)
    )


def test_one_is_spoken_of_as_one(sent: Desk) -> None:
    text = note(sent, NOTICE)
    assert "Our program cannot read this as text. Please send it in another form" in text
    assert "plan.txt, text, picture 2" in text
    assert "picture 3" not in text


def test_a_locked_file_is_asked_for_with_its_password_and_a_damaged_one_again(
    desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "locked.pdf").write_bytes(locked_pdf("The plan.", WORD))
    (tmp_path / "empty.pdf").write_bytes(b"")
    desk.receiving.receive(BODY, [tmp_path / "locked.pdf", tmp_path / "empty.pdf"], date(2025, 2, 20))
    text = note(desk)
    assert "Please send us the password" in text
    assert text.count("locked.pdf") == 1
    assert "Please send them again:\n\n- empty.pdf: The file is empty" in text
    assert "in another form" not in text


def test_what_waits_is_not_asked_for_since_it_may_yet_be_read(desk: Desk, tmp_path: Path) -> None:
    document(desk, tmp_path, "plan.txt", picture(1, LOGO))
    with pytest.raises(WrongUseError, match="waits for recognition"):
        note(desk)


def test_nothing_is_recorded_and_of_nothing_nothing_is_asked(sent: Desk) -> None:
    position = sent.session.position
    note(sent)
    assert sent.session.position == position
    assert all(piece.to_look_at for piece in sent.pieces.of(BODY))
    with pytest.raises(NotReadyError, match="nothing to ask for"):
        sent.triage.note_about(BODY, [])


def test_it_is_written_as_a_draft_without_a_sender(sent: Desk, tmp_path: Path) -> None:
    made = sent.triage.note_about(BODY, sent.pieces.of(BODY))
    sent.triage.save_notes([made], tmp_path / "ask.eml")
    message = message_from_bytes((tmp_path / "ask.eml").read_bytes(), policy=policy.default)
    assert message["From"] is None
    assert message["Date"] is None
    assert "plan.txt, text, picture 2" in message.get_content()


def test_a_kind_that_is_not_read_is_asked_for_in_another_form(desk: Desk, tmp_path: Path) -> None:
    document(desk, tmp_path, "plan.txt", picture(1, LOGO, NoText.WRITING, tried=True))
    (piece,) = desk.pieces.of(BODY)
    text = desk.triage.note_about(BODY, [replace(piece, label="", why=Problem(Reason.KIND_XPS))]).text
    assert "in another form" in text
    assert "- plan.txt: " in text
