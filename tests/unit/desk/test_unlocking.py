"""A password is asked once: it opens all that is locked of its body, and is kept nowhere."""

from __future__ import annotations

import io
import logging
import shutil
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from reviewer.desk import Desk
from reviewer.desk.search import Question
from reviewer.model import Problem, Reason
from tests import scans
from tests.locked import locked_pdf

ON_TIME = date(2025, 2, 28)
WORD, OTHER = "sesame-Öl-4711", "another-Öl-4712"


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """Three locked PDFs, one with another word; one of them in an archive, and one plain file."""
    folder = tmp_path / "sent"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(locked_pdf("The first plan.", WORD))
    (folder / "b.pdf").write_bytes(locked_pdf("The second plan.", OTHER))
    (folder / "c.txt").write_text("No lock on this.")
    with zipfile.ZipFile(folder / "d.zip", "w") as archive:
        archive.writestr("inner.pdf", locked_pdf("The third plan.", WORD))
    return folder


def problems(desk: Desk, body: str = "harrowdale") -> dict[str, Problem | None]:
    return {row.name: row.problem for row in desk.reading.documents(body)}


def test_a_password_given_later_opens_all_of_the_body_that_it_fits(desk: Desk, sent: Path) -> None:
    desk.receiving.receive("harrowdale", [sent], ON_TIME)
    assert [row.name for row in desk.locks.of("harrowdale")] == ["a.pdf", "b.pdf", "inner.pdf"]
    made = desk.locks.unlock("harrowdale", WORD)
    assert [row.name for row in made.opened] == ["a.pdf", "inner.pdf"]
    assert [row.name for row in made.locked] == ["b.pdf"]
    assert problems(desk)["a.pdf"] is None
    assert "first plan" in desk.reading.text(made.opened[0].sha256).parts[0].text
    assert {found.name for found in desk.search.search(Question("third plan"))} == {"inner.pdf"}
    assert desk.pages.sizes(made.opened[0].sha256), "its pages are drawn with the password"
    both = desk.locks.unlock("harrowdale", OTHER)
    assert ([row.name for row in both.opened], both.locked) == (["b.pdf"], ())


def test_a_wrong_word_opens_nothing_and_says_so(desk: Desk, sent: Path) -> None:
    desk.receiving.receive("harrowdale", [sent], ON_TIME)
    made = desk.locks.unlock("harrowdale", "wrong")
    assert made.opened == ()
    assert len(made.locked) == 3
    assert problems(desk)["a.pdf"] == Problem(Reason.LOCKED)


def test_passwords_are_tried_on_what_comes_later_and_several_are_known(desk: Desk, sent: Path) -> None:
    desk.receiving.receive("harrowdale", [sent / "c.txt"], ON_TIME, WORD)
    desk.locks.unlock("harrowdale", OTHER)
    desk.receiving.receive("harrowdale", [sent], ON_TIME)
    assert set(problems(desk).values()) == {None}
    desk.receiving.receive("penmarsh", [sent / "a.pdf"], ON_TIME)
    desk.receiving.receive("thornwick", [sent / "b.pdf"], ON_TIME)
    assert problems(desk, "thornwick")["b.pdf"] is None, "the same bytes as those that were read"


def test_a_password_is_not_tried_on_what_another_body_sent(desk: Desk, sent: Path) -> None:
    desk.receiving.receive("harrowdale", [sent / "c.txt"], ON_TIME, WORD)
    desk.receiving.receive("penmarsh", [sent / "a.pdf"], ON_TIME)
    assert problems(desk, "penmarsh")["a.pdf"] == Problem(Reason.LOCKED)


def test_what_lies_in_an_archive_that_opens_is_received_on_its_day_once(
    desk: Desk, tmp_path: Path, shared: Path
) -> None:
    mixed = next(iter(sorted((shared / "corpus/pdf-encrypted").glob("*attachments*"))), None)
    assert mixed is not None
    desk.receiving.receive("harrowdale", [mixed], ON_TIME)
    (before,) = desk.reading.documents("harrowdale")
    assert before.problem
    made = desk.locks.unlock("harrowdale", "view")
    assert [row.name for row in made.opened] == [mixed.name]
    assert made.inside
    assert {(row.on, row.origin) for row in made.inside} == {(ON_TIME, mixed.name)}
    count = len(desk.reading.documents("harrowdale"))
    assert desk.locks.unlock("harrowdale", "view").inside == ()
    assert len(desk.reading.documents("harrowdale")) == count
    assert desk.sharing.check() == ()


def test_a_lost_cache_is_read_with_what_is_known_in_this_sitting(desk: Desk, sent: Path) -> None:
    rows = desk.receiving.receive("harrowdale", [sent / "a.pdf"], ON_TIME, WORD)
    shutil.rmtree(desk.folder / "cache")
    desk.session.casebook.index.close()
    desk.session.casebook.__dict__.pop("index")  # as after a restart, but in the same sitting
    assert desk.reading.catch_up() == 1
    assert desk.reading.text(rows[0].sha256).problem is None


@pytest.fixture
def everything_logged(tmp_path: Path) -> Iterator[Path]:
    handler = logging.FileHandler(tmp_path / "all.log", encoding="utf-8")
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield tmp_path / "all.log"
    root.removeHandler(handler)
    root.setLevel(before)
    handler.close()


@pytest.mark.thorough
def test_no_file_anywhere_holds_the_password(
    desk: Desk, sent: Path, tmp_path: Path, everything_logged: Path
) -> None:
    """Casebook, cache, settings, share, logs: every byte of them is looked at."""
    scan = tmp_path / "scan.pdf"
    with pikepdf.open(io.BytesIO(scans.pdf_of(scans.scan(5, sentences=1).picture))) as pdf:
        pdf.save(scan, encryption=pikepdf.Encryption(user=WORD, owner=WORD))
    desk.receiving.receive("harrowdale", [sent / "a.pdf", scan], ON_TIME, WORD)
    desk.receiving.receive("harrowdale", [sent], ON_TIME)
    desk.locks.unlock("harrowdale", OTHER)
    desk.recognition.recognise()
    (tmp_path / "share").mkdir()
    desk.sharing.sync(tmp_path / "share")
    assert desk.history.undo()
    desk.close()
    seen = 0
    for path in sorted(tmp_path.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            seen += 1
            for word in (WORD, OTHER):
                for encoding in ("utf-8", "utf-16-le", "latin-1"):
                    assert word.encode(encoding) not in data, path
    assert seen > 10
    assert everything_logged.exists()


def test_a_password_is_not_shown_by_what_holds_it(desk: Desk, sent: Path) -> None:
    from reviewer.documents.intake import Taken
    from reviewer.model import DocumentText

    desk.receiving.receive("harrowdale", [sent / "a.pdf"], ON_TIME, WORD)
    assert WORD not in repr(desk.session.passwords)
    assert WORD not in repr(Taken("", "", "", DocumentText("", "", ""), WORD))
