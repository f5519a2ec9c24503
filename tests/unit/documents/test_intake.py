"""Receiving: everything that is handed in is kept or told about, and nothing stops the rest."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization.pkcs7 import PKCS7Options

from reviewer.casebook.document_files import Files
from reviewer.documents.intake import Intake, IntakeLimits, Taken, walk
from reviewer.documents.reader import Reader, Reading
from reviewer.model import DocumentText, Reason
from reviewer.model.problems import problem
from tests.containers import Person, packed, tnef, wide
from tests.said import said_of
from tests.unit.documents.office_files import paragraph, word


def box(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def told(taken: Iterator[Taken]) -> list[tuple[str, str, str | None]]:
    return [(each.origin, each.name, said_of(each.text.problem) or None) for each in taken]


def reasons(taken: Iterator[Taken]) -> dict[str, Reason | None]:
    """Why each was not read, by its name; None of what was."""
    return {each.name: each.text.problem.reason if each.text.problem else None for each in taken}


@pytest.fixture
def intake(reader: Reader, store: Files) -> Intake:
    return Intake([reader], store)


def test_a_folder_is_taken_whole_in_order_of_name(intake: Intake, tmp_path: Path, store: Files) -> None:
    folder = tmp_path / "in"
    (folder / "b").mkdir(parents=True)
    (folder / "c.txt").write_text("see", encoding="utf-8")
    (folder / "a.txt").write_text("eh", encoding="utf-8")
    (folder / "b" / "d.txt").write_text("dee", encoding="utf-8")
    (folder / ".DS_Store").write_bytes(b"\0noise")
    taken = list(intake.take([folder]))
    assert [(each.origin, each.name) for each in taken] == [
        (str(folder), "a.txt"),
        (str(folder / "b"), "d.txt"),
        (str(folder), "c.txt"),
    ]
    assert [each.document for each in taken] == [
        hashlib.sha256(text).hexdigest() for text in (b"eh", b"dee", b"see")
    ]
    assert all(store.path(each.document).exists() for each in taken)


def test_wrappings_of_every_sort_are_followed_to_the_words(intake: Intake, tmp_path: Path) -> None:
    """A message with Outlook's wrapping, in it a signed archive, in that a packed text."""
    inmost = packed("raw", {"x": b"Counter corruption"}, "gzip")
    archive = packed("7zip", {"policies/one.txt.gz": inmost})
    signed = Person("Ann").signed(archive, PKCS7Options.Binary)
    wrapping = tnef(
        {(0x1000, 0x1F): wide("See inside")}, [{(0x3707, 0x1F): wide("all.7z.p7m"), (0x3701, 0x102): signed}]
    )
    mail = EmailMessage()
    mail["Subject"] = "All of it"
    mail.set_content("In winmail.dat")
    mail.add_attachment(wrapping, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    (tmp_path / "a.eml").write_bytes(bytes(mail))
    taken = list(intake.take([tmp_path / "a.eml"]))
    assert [(each.text.kind, each.name, each.text.problem) for each in taken] == [
        ("eml", "a.eml", None),
        ("tnef", "winmail.dat", None),
        ("p7m", "all.7z.p7m", None),
        ("7z", "all.7z", None),
        ("gzip", "one.txt.gz", None),
        ("text", "one.txt", None),
    ]
    assert taken[-1].origin == "a.eml/winmail.dat/all.7z.p7m/all.7z/policies/one.txt.gz"
    assert taken[-1].text.parts[0].text == "Counter corruption"


def test_an_archive_locked_with_aes_opens_with_a_password_that_is_known(
    intake: Intake, tmp_path: Path
) -> None:
    data = packed(
        "zip", {"one.txt": b"Counter corruption"}, options="zip:encryption=aes256", password="Swordfish"
    )
    (tmp_path / "a.zip").write_bytes(data)
    locked = list(intake.take([tmp_path / "a.zip"], ["Trout"]))
    assert [each.text.problem for each in locked] == [problem(Reason.LOCKED_MEMBER)]
    taken = list(intake.take([tmp_path / "a.zip"], ["Trout", "Swordfish"]))
    assert [(each.name, each.text.problem) for each in taken] == [("a.zip", None), ("one.txt", None)]
    assert taken[0].password == "Swordfish"


def test_documents_inside_documents_are_documents_with_their_way_in(intake: Intake, tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Policy", "a@b.example"
    mail.set_content("See attached")
    mail.add_attachment(b"the policy", maintype="text", subtype="plain", filename="policy.txt")
    archive = tmp_path / "all.zip"
    archive.write_bytes(box({"sub/mail.eml": bytes(mail), "note.txt": b"note"}))
    taken = list(intake.take([archive]))
    assert [(each.origin, each.name) for each in taken] == [
        (str(tmp_path), "all.zip"),
        ("all.zip/sub", "mail.eml"),
        ("all.zip/sub/mail.eml", "policy.txt"),
        ("all.zip", "note.txt"),
    ]
    assert taken[2].text.parts[0].text == "the policy"


def test_temporary_files_are_gone_even_when_it_is_stopped(
    intake: Intake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    archive = tmp_path / "all.zip"
    archive.write_bytes(box({"a.txt": b"a", "b.txt": b"b"}))
    stopped = intake.take([archive])
    next(stopped)
    assert len(list(scratch.iterdir())) == 2
    stopped.close()
    assert list(scratch.iterdir()) == []


def test_one_bad_file_does_not_stop_the_rest(intake: Intake, tmp_path: Path) -> None:
    good = tmp_path / "z.txt"
    good.write_text("fine", encoding="utf-8")
    os.mkfifo(tmp_path / "pipe")
    gone, cut = tmp_path / "gone.pdf", tmp_path / "cut.pdf"
    cut.write_bytes(b"%PDF-1.4 oh")
    assert reasons(intake.take([gone, tmp_path / "pipe", cut, good])) == {
        "gone.pdf": Reason.FILE_GONE,
        "pipe": Reason.FILE_IS_NONE,
        "cut.pdf": Reason.PDF_DAMAGED,
        "z.txt": None,
    }


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_says_so(intake: Intake, tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch(mode=0)
    assert (
        told(intake.take([tmp_path / "a.txt"]))[0][2]
        == "It may not be read with your rights. Check it and receive it again."
    )


def test_rights_are_told_in_words(tmp_path: Path) -> None:
    from reviewer.documents.intake import not_had

    had = not_had("a", "b", PermissionError(13, "Permission denied"))
    assert said_of(had.text.problem) == (
        "It may not be read with your rights. Check it and receive it again."
    )


def test_a_folder_that_links_to_itself_ends(intake: Intake, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("a", encoding="utf-8")
    (folder / "round").symlink_to(folder)
    assert reasons(intake.take([folder])) == {"a.txt": None, "round": Reason.FOLDER_LEADS_BACK}


def test_a_name_that_is_no_text_is_kept_readable(intake: Intake, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_text("words", encoding="utf-8")
    (taken,) = intake.take([path])
    assert taken.name == "caf\ufffd.txt"
    assert taken.text.parts[0].text == "words"


def test_a_file_that_vanishes_while_others_are_read_says_so(
    reader: Reader, store: Files, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(name, encoding="utf-8")

    class Slow:
        """Somebody clears the folder while the first file is read."""

        def read(self, path: Path, name: str, sha256: str, password: str | None = None) -> Reading:
            (folder / "b.txt").unlink(missing_ok=True)
            return reader.read(path, name, sha256, password)

        def close(self) -> None:
            reader.close()

    first, last = Intake([Slow()], store).take([folder])
    assert (first.name, first.text.problem) == ("a.txt", None)
    assert (last.name, last.document) == ("b.txt", "")
    assert last.text.problem is not None
    assert last.text.problem.reason is Reason.FILE_GONE, "however far the walk was ahead"


def test_archives_in_archives_end_at_a_depth_and_say_so(reader: Reader, store: Files, tmp_path: Path) -> None:
    inner = box({"deep.txt": b"deep"})
    for level in range(4):
        inner = box({f"level{level}.zip": inner})
    (tmp_path / "a.zip").write_bytes(inner)
    taken = list(Intake([reader], store, IntakeLimits(depth=3)).take([tmp_path / "a.zip"]))
    assert [each.name for each in taken] == ["a.zip", "level3.zip", "level2.zip", "level1.zip"]
    assert taken[-1].text.problem == problem(Reason.MEMBERS_TOO_DEEP, depth=3, of=1)


def test_an_archive_of_too_many_says_how_many_were_taken(
    reader: Reader, store: Files, tmp_path: Path
) -> None:
    (tmp_path / "a.zip").write_bytes(box({f"{n}.txt": b"%d" % n for n in range(5)}))
    taken = list(Intake([reader], store, IntakeLimits(members=3)).take([tmp_path / "a.zip"]))
    assert len(taken) == 4
    assert "Only 3 of its 5 documents were unpacked" in said_of(taken[0].text.problem)


def test_what_was_read_before_is_not_read_again(store: Files, tmp_path: Path) -> None:
    class Untouchable:
        def read(self, path: Path, name: str, sha256: str, password: str | None = None) -> Reading:
            raise AssertionError((path, name, sha256, password))

        def close(self) -> None:
            """Nothing to stop."""

    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    known = DocumentText(hashlib.sha256(b"a").hexdigest(), "text", "text/1")
    (taken,) = Intake([Untouchable()], store, known=lambda _sha: known).take([tmp_path / "a.txt"])
    assert taken.text is known


def test_the_same_bytes_twice_are_two_takings_of_one_document(intake: Intake, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("same", encoding="utf-8")
    one, two = intake.take([tmp_path / "a.txt", tmp_path / "b.txt"])
    assert one.document == two.document
    assert one.name != two.name


def test_a_document_that_is_known_gives_the_files_inside_it_again(
    reader: Reader, store: Files, tmp_path: Path
) -> None:
    """As when a second body sends the same Word document."""
    inside = {"word/embeddings/plan.docx": word(paragraph("The plan"))}
    (tmp_path / "a.docx").write_bytes(word(paragraph("Words"), files=inside))
    known: dict[str, DocumentText] = {}
    for _time in range(2):
        taken = list(Intake([reader], store, known=known.get).take([tmp_path / "a.docx"]))
        assert [each.name for each in taken] == ["a.docx", "plan.docx"]
        known |= {each.document: each.text for each in taken}


@pytest.mark.thorough
def test_folders_nested_deeper_than_calls_are_followed(tmp_path: Path) -> None:
    nested = [tmp_path.joinpath(*["d"] * depth) for depth in range(1, 1101)]
    for folder in nested:
        folder.mkdir()
    deep = nested[-1]
    (deep / "found.txt").write_text("here")
    (tmp_path / "last.txt").write_text("there")
    assert list(walk(tmp_path)) == [deep / "found.txt", tmp_path / "last.txt"]
    (deep / "found.txt").unlink()
    for folder in reversed(nested):  # what clears up after tests calls itself for each
        folder.rmdir()
