"""Mail as programs wrap it: signed, encrypted, by Outlook, with invitations, reports and two texts that differ."""

from __future__ import annotations

import base64
import binascii
import struct
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization.pkcs7 import PKCS7Options

from reviewer.documents.formats import outlook_text, rtf_page
from reviewer.documents.formats.html import as_text
from reviewer.documents.formats.saying_more import says_more
from reviewer.documents.reader import Reading
from reviewer.model import NoteCode, Reason
from tests.containers import INSIDE, Person, encrypted, tnef, wide

Read = Callable[..., Reading]
DETACHED, BINARY = PKCS7Options.DetachedSignature, PKCS7Options.Binary
_WIDE, _BINARY, _OBJECT = 0x1F, 0x102, 0xD
MESSAGE = b"Content-Type: text/plain; charset=utf-8\r\n\r\nThe counter was corrupt.\r\n"


@pytest.fixture(scope="module")
def ann() -> Person:
    return Person("Ann Other")


@pytest.fixture
def taken(read: Read) -> Iterator[Callable[..., tuple[Reading, dict[str, bytes]]]]:
    """Read a file; returns the reading and its members' bytes by name."""
    left: list[Path] = []

    def take(data: bytes, name: str) -> tuple[Reading, dict[str, bytes]]:
        found = read(data, name)
        left.extend(one.path for one in found.members if one.path is not None)
        return found, {one.name: one.path.read_bytes() for one in found.members if one.path is not None}

    yield take
    for path in left:
        path.unlink()


Take = Callable[..., tuple[Reading, dict[str, bytes]]]


def notes(found: Reading) -> list[tuple[NoteCode, object]]:
    return [(note.code, note.value("who")) for note in found.text.also]


def message(subject: str = "Submission") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "Ann <ann@force.example>", "inspector@example.org", subject
    return made


def packed_mail(data: bytes, sort: str, name: str = "smime.p7m") -> bytes:
    return (
        b"From: ann@force.example\r\nSubject: Sealed\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: %s; name="%s"\r\nContent-Transfer-Encoding: base64\r\n\r\n%s'
        % (sort.encode(), name.encode(), base64.encodebytes(data))
    )


# --- signed and encrypted ---------------------------------------------------------------------------


def test_a_signed_file_gives_what_it_wraps_and_who_signed(taken: Take, ann: Person) -> None:
    for form in ("DER", "PEM"):
        found, inside = taken(ann.signed(b"%PDF-1.4 words", BINARY, form=form), "policy.pdf.p7m")
        assert (found.text.kind, found.text.problem) == ("p7m", None)
        assert inside == {"policy.pdf": b"%PDF-1.4 words"}
        assert notes(found) == [(NoteCode.SIGNED_BY_ON, "Ann Other")]
        assert found.text.parts[0].text.startswith("Signed by: Ann Other\nSigned on: 20")
    bare = base64.encodebytes(ann.signed(b"words", BINARY))
    assert taken(bare, "letter.p7m")[1] == {"letter": b"words"}


def test_a_signature_alone_is_named_and_holds_nothing(taken: Take, ann: Person) -> None:
    found, inside = taken(ann.signed(b"words", BINARY, DETACHED), "policy.pdf.p7s")
    assert (found.text.problem, inside) == (None, {})
    assert found.text.parts[0].text.startswith("Signed by: Ann Other")
    assert notes(found) == [(NoteCode.SIGNATURE_ALONE, None)]


def test_certificates_sent_alone_are_named(taken: Take, ann: Person) -> None:
    data = ann.certificates()
    found, inside = taken(data, "ann.p7b")
    assert (found.text.problem, inside) == (None, {})
    assert found.text.parts[0].text == "Certificate of: Ann Other"
    assert notes(found) == [(NoteCode.CERTIFICATES_ALONE, None)]
    found, inside = taken(packed_mail(data, "application/pkcs7-mime"), "a.eml")
    assert (found.text.problem, list(inside)) == (None, ["smime.p7m"])
    assert notes(found) == [(NoteCode.CERTIFICATES_ALONE, None)]


@pytest.mark.parametrize(
    "sort", ["application/pkcs7-mime", "application/x-pkcs7-mime", "application/octet-stream"]
)
def test_mail_in_a_signature_is_read_as_mail(taken: Take, ann: Person, sort: str) -> None:
    found, inside = taken(packed_mail(ann.signed(MESSAGE, BINARY), sort), "a.eml")
    assert (found.text.problem, inside) == (None, {})
    assert "Subject: Sealed" in found.text.parts[0].text
    assert found.text.parts[0].text.endswith("The counter was corrupt.")
    assert notes(found) == [(NoteCode.SIGNED_BY_ON, "Ann Other")]


def test_signatures_around_signatures_are_all_opened(taken: Take, ann: Person) -> None:
    inner = packed_mail(Person("Bea Inner").signed(MESSAGE, BINARY), "application/pkcs7-mime")
    found, _inside = taken(packed_mail(ann.signed(inner, BINARY), "application/pkcs7-mime"), "a.eml")
    assert found.text.parts[0].text.endswith("The counter was corrupt.")
    assert notes(found) == [(NoteCode.SIGNED_BY_ON, "Ann Other"), (NoteCode.SIGNED_BY_ON, "Bea Inner")]
    sealed = MESSAGE
    for _layer in range(12):
        sealed = packed_mail(ann.signed(sealed, BINARY), "application/pkcs7-mime")
    problem = taken(sealed, "a.eml")[0].text.problem
    assert problem is not None
    assert problem.reason is Reason.SIGNED_FILE_UNREADABLE


def test_a_message_on_its_own_in_a_p7m_is_read(taken: Take, ann: Person) -> None:
    found, _inside = taken(ann.signed(MESSAGE, BINARY), "smime.p7m")
    assert found.text.parts[0].text.endswith("The counter was corrupt.")
    made = message()
    made.set_content("See inside")
    made.add_attachment(b"rows", maintype="text", subtype="csv", filename="rows.csv")
    found, inside = taken(ann.signed(bytes(made), BINARY), "smime.p7m")
    assert inside == {"rows.csv": b"rows"}


def test_a_signature_beside_the_mail_names_who_signed_and_is_no_document(taken: Take, ann: Person) -> None:
    made = message()
    made["Content-Type"] = 'multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256'
    for sort, name, data in (
        ("text/plain", "", b"The counter was corrupt."),
        ("application/pkcs7-signature", "smime.p7s", ann.signed(b"x", BINARY, DETACHED)),
    ):
        part = EmailMessage()
        part.set_content(
            data, *sort.split("/"), filename=name or None, disposition="attachment" if name else None
        )
        made.attach(part)
    found, inside = taken(bytes(made), "a.eml")
    assert inside == {}
    assert notes(found) == [(NoteCode.SIGNED_BY_ON, "Ann Other")]
    assert "The counter was corrupt." in [part.text for part in found.text.parts]
    pretended, inside = taken(bytes(made).replace(b"MI", b"AA"), "a.eml")
    assert (notes(pretended), inside) == ([(NoteCode.SIGNED_MAIL, None)], {})


def test_what_calls_itself_a_signature_and_holds_more_is_a_document(taken: Take, ann: Person) -> None:
    made = message()
    made.set_content("See the signature")
    data = ann.signed(b"hidden words", BINARY)
    made.add_attachment(data, maintype="application", subtype="pkcs7-signature", filename="smime.p7s")
    assert taken(bytes(made), "a.eml")[1] == {"smime.p7s": data}


def test_encrypted_mail_and_files_are_named(taken: Take) -> None:
    locked = encrypted(MESSAGE)
    for data, name, reason in (
        (packed_mail(locked, "application/pkcs7-mime"), "a.eml", Reason.ENCRYPTED_MAIL),
        (locked, "smime.p7m", Reason.ENCRYPTED_FILE),
        (encrypted(MESSAGE, "PEM"), "letter.pem", Reason.ENCRYPTED_FILE),
        (b"Subject: x\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n\r\nabc\r\n", "a.eml", Reason.ENCRYPTED_MAIL),
    ):
        problem = taken(data, name)[0].text.problem
        assert problem is not None
        assert problem.reason is reason


def test_a_broken_p7m_is_refused_and_a_text_that_begins_alike_is_text(taken: Take, ann: Person) -> None:
    problem = taken(ann.signed(b"words", BINARY)[:80], "a.p7m")[0].text.problem
    assert problem is not None
    assert problem.reason is Reason.SIGNED_FILE_UNREADABLE
    assert taken(b"MIME types are explained in this note.", "a.txt")[0].text.kind == "text"


# --- Outlook ------------------------------------------------------------------------------------------


def test_outlooks_wrapping_gives_the_message_and_its_files(taken: Take) -> None:
    inner = tnef({(0x37, _WIDE): wide("Earlier"), (0x1000, _WIDE): wide("Inner words")})
    data = tnef(
        {
            (0x37, _WIDE): wide("Submission"),
            (0x1000, _WIDE): wide("Dear all,\r\nwords"),
            (0x1013, _BINARY): b"<p>More</p>",
        },
        [
            {(0x3707, _WIDE): wide("C:\\x\\policy.pdf"), (0x3701, _BINARY): b"%PDF-"},
            {(0x3001, _WIDE): wide("Earlier"), (0x3701, _OBJECT): INSIDE + inner},
        ],
    )
    found, inside = taken(data, "winmail.dat")
    assert (found.text.kind, found.text.problem) == ("tnef", None)
    assert [(part.place, part.text) for part in found.text.parts] == [
        ("mime1", "Subject: Submission\nAttachments: policy.pdf, Earlier.tnef\n\nDear all,\nwords"),
        ("mime1.2", "More"),
    ]
    assert inside == {"policy.pdf": b"%PDF-", "Earlier.tnef": inner}
    assert taken(inner, "Earlier.tnef")[0].text.parts[0].text == "Subject: Earlier\n\nInner words"


def test_outlooks_wrapping_in_a_message_is_a_document_of_its_own(taken: Take) -> None:
    made = message()
    made.set_content("See winmail.dat")
    data = tnef({(0x1000, _WIDE): wide("Words")})
    made.add_attachment(data, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    assert taken(bytes(made), "a.eml")[1] == {"winmail.dat": data}


@pytest.mark.parametrize(
    ("pages", "text", "written"),
    [
        ((0, 950), "格式測試", "cp950"),  # the code page of the message is not said, that of the Internet is
        ((0, outlook_text.page_of(0x0404)), "格式測試", "big5"),
        ((1252, outlook_text.page_of(0x0419)), "Протокол", "cp1251"),
        ((65001, 932), "報告書です", "cp932"),
        ((28595,), "Протокол", "iso8859_5"),
        ((99999,), "plain", "ascii"),
    ],
)
def test_narrow_text_is_in_the_first_code_page_that_it_fits(
    pages: tuple[int, ...], text: str, written: str
) -> None:
    sample = text.encode(written)
    if pages[0] == 1252:  # which any bytes but five fit: taken at its word
        assert sample.decode(outlook_text.encoding(pages, sample)) != text
        pages = pages[1:]
    assert sample.decode(outlook_text.encoding(pages, sample)) == text


def test_without_any_code_page_it_is_guessed() -> None:
    sample = ("陳亮宏 產業工會常務理事 會議記錄 " * 4).encode("big5")
    assert "會議記錄" in sample.decode(outlook_text.encoding((), sample))


def test_html_that_rich_text_carries_is_read_with_its_lines() -> None:
    head = rb"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}{\f1\fcharset204 Arial;}}"
    body = (
        rb"{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 It\'92s \{one\}\htmlrtf\par}\htmlrtf0{\*\htmltag72 </p>}\uc1"
        rb"{\*\htmltag64 <p>}\f1 \'cf\'eb\'e0\'ed\f0{\*\htmltag84 &nbsp;}\u9744 ?{\*\mhtmltag64 <p>no}{\pict 00}{\*\htmltag72 </p>}}"
    )
    page = rtf_page.html_of(head + body)
    assert as_text(page).splitlines() == ["It\u2019s {one}", "План\u00a0\u2610"]
    assert rtf_page.html_of(rb"{\rtf1 plain}") == ""
    packed = (
        b"MELA".join((struct.pack("<II", len(head + body) + 12, len(head + body)), bytes(4))) + head + body
    )
    assert outlook_text.bodies("План", "", packed) == [
        outlook_text.Body("message", "План"),
        outlook_text.Body("message (from HTML)", "It\u2019s {one}\nПлан\u00a0\u2610"),
    ]
    rtf_page.html_of(head + b"{" * 9000)


# --- two texts, reports, invitations ----------------------------------------------------------------


def test_html_that_says_more_than_the_plain_text_is_read_too(read: Read) -> None:
    made = message()
    made.set_content("Please find our policy. <https://force.example/x> [cid:logo]")
    made.add_alternative(
        "<p>Please find <a href='https://force.example/x'>our</a> policy.</p>", subtype="html"
    )
    assert [part.place for part in read(bytes(made), "a.eml").text.parts] == ["mime1", "mime1.1"]
    made = message()
    made.set_content("Your mail program shows no HTML.")
    made.add_alternative("<p>The counter was corrupt.</p>", subtype="html")
    parts = read(bytes(made), "a.eml").text.parts
    assert [(part.place, part.text) for part in parts[1:]] == [
        ("mime1.1", "Your mail program shows no HTML."),
        ("mime1.2", "The counter was corrupt."),
    ]


def test_what_says_more_is_told_by_words_in_a_row() -> None:
    assert not says_more("One two three\nFour", "> ONE two\n> three *four* five")
    assert says_more("One two not three", "one two three not")
    assert says_more("five", "one")


def test_all_words_of_a_delivery_report_are_read(read: Read) -> None:
    report = (
        b"Subject: Returned\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; boundary=b\r\n\r\n"
        b"--b\r\nContent-Type: message/delivery-status\r\n\r\nIt could not be delivered:\r\n\r\nthe box is full\r\n\r\n"
        b"--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\nAction: failed\r\nStatus: 5.2.2\r\n"
        b"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nSubject: The policy\r\n--b--\r\n"
    )
    text = "\n".join(part.text for part in read(report, "a.eml").text.parts)
    for words in ("It could not be delivered:", "the box is full", "Action: failed", "Subject: The policy"):
        assert words in text


def test_parts_that_nobody_can_divide_are_shown_as_they_stand(taken: Take) -> None:
    data = b"Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed\r\n\r\nThe counter was corrupt.\r\n"
    assert "The counter was corrupt." in taken(data, "a.eml")[0].text.parts[0].text


def test_parts_within_parts_are_followed_to_the_end_as_documents(taken: Take) -> None:
    inmost = b"Content-Type: text/plain\r\n\r\nThe inmost words."
    for level in range(60):
        head = b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n' % level
        inmost = head + b"--b%d\r\n%s\r\n--b%d--\r\n" % (level, inmost, level)
    data = b"Subject: x\r\nMIME-Version: 1.0\r\n" + inmost
    _found, inside = taken(data, "a.eml")
    (deeper,) = inside.values()
    assert "The inmost words." in "".join(part.text for part in taken(deeper, "b.eml")[0].text.parts)


def test_a_file_written_into_the_text_is_a_document(taken: Take) -> None:
    lines = b"".join(map(binascii.b2a_uu, (b"The counter was ", b"corrupt.")))
    data = b"Subject: Old\r\n\r\nSee below.\r\n\r\nbegin 644 C:\\x\\old.txt\r\n" + lines.replace(
        b"\n", b"\r\n"
    )
    assert taken(data + b"`\r\nend\r\n", "a.eml")[1] == {"old.txt": b"The counter was corrupt."}
    assert taken(b"Subject: Old\r\n\r\nbegin 644 with this:\r\nend\r\n", "a.eml")[1] == {}


def test_a_message_of_apple_mail_is_mail(taken: Take) -> None:
    made = message()
    made.set_content("Words")
    made.add_attachment(b"rows", maintype="application", subtype="x-data", filename="rows.dat")
    found, inside = taken(
        b"%d      \n%s<?xml version='1.0'?><plist/>" % (len(bytes(made)), bytes(made)), "1.emlx"
    )
    assert (found.text.kind, inside) == ("eml", {"rows.dat": b"rows"})
    assert "plist" not in "".join(part.text for part in found.text.parts)


INVITATION = """BEGIN:VCALENDAR
VERSION:2.0
METHOD:REQUEST
BEGIN:VTIMEZONE
TZID:GMT Standard Time
BEGIN:STANDARD
DTSTART:16010101T020000
RRULE:FREQ=SECONDLY
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
SUMMARY:Hearing on counter
  corruption
DTSTART;TZID=GMT Standard Time:20260305T100000
DTEND;TZID=GMT Standard Time:20260305T113000
LOCATION:Room 4\\, Leeds
ORGANIZER;CN=Ann:mailto:ann@force.example
ATTENDEE;CN=Bea;PARTSTAT=ACCEPTED:mailto:bea@force.example
RRULE:FREQ=WEEKLY;COUNT=3
DESCRIPTION:Bring the\\nregister.
X-ALT-DESC;FMTTYPE=text/html:<p>Bring the register.</p><p>And a pen.</p>
ATTACH;ENCODING=BASE64;VALUE=BINARY;FILENAME=agenda.txt:QWdlbmRh
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")
LINES = [
    "Invitation: Hearing on counter corruption",
    "When: 2026-03-05 10:00 (GMT Standard Time) to 2026-03-05 11:30 (GMT Standard Time)",
    "Repeats: FREQ=WEEKLY;COUNT=3",
    "Where: Room 4, Leeds",
    "Organiser: Ann <ann@force.example>",
    "Invited: Bea <bea@force.example> (accepted)",
    "Bring the",
    "register.",
    "And a pen.",
    "Attached: agenda.txt",
]


def test_an_invitation_is_read_as_lines_and_its_files_are_documents(taken: Take) -> None:
    found, inside = taken(INVITATION.encode(), "invite.ics")
    assert (found.text.kind, inside) == ("ics", {"agenda.txt": b"Agenda"})
    lines = found.text.parts[0].text.splitlines()
    assert [line for line in LINES if line not in lines] == []
    made = message()
    made.set_content("You are invited")
    made.add_alternative(INVITATION, subtype="calendar")
    found, inside = taken(bytes(made), "a.eml")
    assert next(part.label for part in found.text.parts if LINES[0] in part.text) == "invitation"
    assert list(inside) == ["part-1.2.ics"]


def test_a_calendar_that_is_broken_is_shown_as_it_stands(read: Read) -> None:
    broken = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Words\nEND:VALARM\nno colon here\n"
    assert "Words" in read(broken.encode(), "a.ics").text.parts[0].text
