"""Outlook messages, real ones: head, text and attachments; what a certificate locks says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.documents.formats import rtf, rtf_packed
from reviewer.documents.reader import Reader, Reading
from reviewer.model import NoteCode, Problem, Reason
from tests.said import notes_said


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as made:
        yield made


def reading(reader: Reader, shared: Path, name: str) -> tuple[Reading, dict[str, bytes]]:
    """Read a message of the corpus; returns it with its members' bytes."""
    found = reader.read(shared / "corpus" / "msg" / name, name, "0" * 64)
    inside = {}
    for member in found.members:
        assert member.path is not None
        inside[member.name] = member.path.read_bytes()
        member.path.unlink()
    return found, inside


def test_a_message_gives_its_head_its_text_and_its_attachments(reader: Reader, shared: Path) -> None:
    name = "HTML_mail_with_replyto_and_attachment_and_embedded_image.msg"
    found, inside = reading(reader, shared, name)
    (part,) = found.text.parts
    assert (part.place, found.text.kind, found.text.problem) == ("mime1", "msg", None)
    for line in (
        "From: Benny Bottema <b.bottema@gmail.com>",
        "Subject: hey",
        "Attachments: thumbsup, dresscode.txt, location.txt",
        "We should meet up!",
    ):
        assert line in part.text.splitlines()
    assert set(inside) == {"thumbsup", "dresscode.txt", "location.txt"}
    assert len(inside["thumbsup"]) == 433


def test_a_message_inside_is_the_same_document_each_time(reader: Reader, shared: Path) -> None:
    _found, first = reading(reader, shared, "attachment_msg_pdf.msg")
    _found, again = reading(reader, shared, "attachment_msg_pdf.msg")
    assert first == again
    assert first["smbprn.00009008.KdcPjl.pdf"].startswith(b"%PDF")
    assert b"Subject: Test Attachment" in first["Test Attachment.eml"]


def test_letters_of_any_code_page(reader: Reader, shared: Path) -> None:
    found, _inside = reading(reader, shared, "cyrillic_message.msg")
    assert "Свиридов Дмитрий Владимирович" in found.text.parts[0].text


def test_signed_mail_is_read_and_encrypted_mail_says_so(reader: Reader, shared: Path) -> None:
    found, inside = reading(reader, shared, "S_MIME_test_message_signed.msg")
    assert "with one embedded image" in found.text.parts[0].text
    assert inside["03-07-2005 errata SharnErrata.pdf"].startswith(b"%PDF")
    assert NoteCode.SIGNED_MAIL in {one.code for one in found.text.also}
    found, inside = reading(reader, shared, "S_MIME_test_message_encrypted.msg")
    assert found.text.problem == Problem(Reason.ENCRYPTED_MAIL)
    assert "S/MIME test message encrypted" in found.text.parts[0].text
    assert inside == {}


def test_what_is_no_mail_says_so(reader: Reader, shared: Path) -> None:
    found, _inside = reading(reader, shared, "msgClassAppointment.msg")
    assert "no e-mail" in notes_said(found.text.also)[0]


def test_packed_rich_text_is_unpacked_as_the_specification_shows() -> None:
    # [MS-OXRTFCP] 3.1.1 and, for what stands in place of HTML, [MS-OXRTFEX] 2.1.3.1.
    packed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )
    assert rtf_packed.unpacked(packed) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    html = rb"{\rtf1\ansi\fromhtml1{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Dear all\htmlrtf\par}\htmlrtf0{\*\htmltag72 </p>}}"
    assert [part.text for part in rtf.parsed(html)[0]] == ["Dear all"]
    assert rtf_packed.unpacked(packed[:30]) == b"{\\rtf1\\ansi\\ansicpg1252"
    assert rtf_packed.unpacked(b"LZFu") == b""
