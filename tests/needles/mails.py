"""E-mail: signed, encrypted, reported, forwarded, in other letters, and parts that say more than others.

What mail programs show is argued: of alternatives the last that they can (RFC 2046, 5.1.4), which is the page; pictures and
messages within, in their place. `openssl cms -verify` gave back the words of all that is signed.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import email
from collections.abc import Callable
from email import encoders
from email.message import Message
from email.mime.base import MIMEBase
from email.mime.image import MIMEImage
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7

from tests.needles import words
from tests.needles.carriers import Carrier, Where
from tests.needles.packages import HEAD
from tests.needles.pictures import EFFECTS, png, saved
from tests.needles.word_inside import word_document

_OUTER = (
    "From: Ada <ada@example.org>\r\nTo: Bo <bo@example.org>\r\nSubject: The board in March\r\n"
    "Date: Mon, 3 Mar 2031 09:00:00 +0000\r\nMIME-Version: 1.0\r\n"
)


def headed(part: Message) -> bytes:
    """A part as a whole message."""
    part["From"], part["To"], part["Subject"] = (
        "Ada <ada@example.org>",
        "Bo <bo@example.org>",
        "The board in March",
    )
    part["Date"] = "Mon, 3 Mar 2031 09:00:00 +0000"
    return part.as_bytes()


def _text(text: str, kind: str = "plain") -> MIMEText:
    return MIMEText(text, kind, "utf-8")


def _several(kind: str, *parts: Message) -> MIMEMultipart:
    whole = MIMEMultipart(kind)
    if kind == "report":
        whole.set_param("report-type", "delivery-status")
    for part in parts:
        whole.attach(part)
    return whole


def _file(data: bytes, name: str, kind: str = "application/octet-stream") -> MIMEBase:
    part = MIMEBase(*kind.split("/"))
    part.set_payload(data)
    encoders.encode_base64(part)
    part.add_header("Content-Disposition", "attachment", filename=name)
    return part


# --- parts -----------------------------------------------------------------------------------------


def page_says_more(phrase: str) -> bytes:
    """The plain part is what a program made of the first lines; people see the other one."""
    page = _text(
        f"<html><body><p>Dear all,</p><table><tr><td>{phrase}</td></tr></table></body></html>", "html"
    )
    return headed(_several("alternative", _text("Dear all,\n"), page))


def plain_is_empty(phrase: str) -> bytes:
    """As newsletters do: the plain part says only that there is another."""
    plain = "Your program does not show this message. See it in a browser.\n"
    return headed(_several("alternative", _text(plain), _text(f"<p>{phrase}</p>", "html")))


def page_in_related(phrase: str) -> bytes:
    page = _several("related", _text(f"<p>{phrase}</p>", "html"), _text("p { margin: 0 }", "css"))
    return headed(_several("alternative", _text("Dear all,\n"), page))


def _inline(data: bytes) -> MIMEImage:
    image = MIMEImage(data)
    image["Content-ID"] = "<needle@mail>"
    return image


def inline_picture(phrase: str) -> bytes:
    page = _text('<p>Dear all,</p><img src="cid:needle@mail">', "html")
    return headed(_several("related", page, _inline(png(phrase))))


def data_picture(phrase: str) -> bytes:
    address = f"data:image/png;base64,{base64.b64encode(png(phrase)).decode()}"
    return headed(_text(f'<p>Dear all,</p><img src="{address}">', "html"))


def _attached_picture(name: str) -> Callable[[str], bytes]:
    made = dict(EFFECTS)[name]
    return lambda phrase: headed(
        _several("mixed", _text("See the picture.\n"), _file(saved(made(phrase)), "p.png", "image/png"))
    )


def delivery_report(phrase: str) -> bytes:
    """Why a message was not delivered: in the part for programs, which mail programs show (RFC 3464)."""
    status = email.message_from_string(
        "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mail.example.org\n\nFinal-Recipient: rfc822; bo@example.org\nAction: failed\nStatus: 5.1.1\n"
        f"Diagnostic-Code: smtp; 550 {phrase}\n"
    )
    report = _several("report", _text("It could not be delivered.\n"), status)
    return headed(report)


def report_in_prose(phrase: str) -> bytes:
    """The part for programs holds sentences, as some servers send it."""
    parts = (
        "--x\r\nContent-Type: message/delivery-status\r\n\r\nThis message was undeliverable:\r\n\r\n"
        f"<bo@example.org> {phrase}\r\n\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\n"
        "Reporting-MTA: dns; mail.example.org\r\n\r\nAction: failed\r\n--x--\r\n"
    )
    return f"{_OUTER}Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n{parts}".encode()


def returned_message(phrase: str) -> bytes:
    """What was sent, which the report brings back."""
    inner = _text(f"{phrase}\n")
    inner["Subject"] = "sent by you"
    return headed(
        _several(
            "report",
            _text("It could not be delivered.\n"),
            MIMEMessage(inner),
        )
    )


def forwarded(phrase: str) -> bytes:
    inner = _text(f"{phrase}\n")
    inner["Subject"] = "an older one"
    return headed(_several("mixed", _text("See below.\n"), MIMEMessage(inner)))


def _meeting(phrase: str) -> str:
    first, rest = phrase.split(" ", 1)
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1@example.org\r\nDTSTART:20310303T090000Z\r\n"
        f"SUMMARY:Board\\, in March\r\nDESCRIPTION:All are asked to bring {first}\r\n  {rest}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )


def invitation(phrase: str) -> bytes:
    """An invitation whose description, folded over two lines, says it (RFC 5545, 3.1)."""
    part = MIMEText(_meeting(phrase), "calendar", "utf-8")
    part.set_param("method", "REQUEST")
    return headed(_several("alternative", _text("You are invited.\n"), part))


def attached_invitation(phrase: str) -> bytes:
    part = _file(_meeting(phrase).encode(), "invite.ics", "text/calendar")
    return headed(_several("mixed", _text("You are invited.\n"), part))


def card(phrase: str) -> bytes:
    text = f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Example\r\nNOTE:{phrase}\r\nEND:VCARD\r\n"
    return headed(_several("mixed", _text("My card.\n"), _file(text.encode(), "ada.vcf", "text/vcard")))


def in_the_body(phrase: str) -> bytes:
    """A file that is written into the plain body, as before MIME; mail programs show it as attached (uuencode)."""
    data = f"The annex says: {phrase}.\n".encode()
    lines = b"".join(binascii.b2a_uu(data[at : at + 45]) for at in range(0, len(data), 45))
    body = (
        "See the annex.\r\n\r\nbegin 644 annex.txt\r\n"
        + lines.decode().replace("\n", "\r\n")
        + "`\r\nend\r\n"
    )
    return f"{_OUTER}Content-Type: text/plain; charset=us-ascii\r\n\r\n{body}".encode()


def flowed(phrase: str) -> bytes:
    """Lines that go on in the next one (RFC 3676)."""
    first, rest = phrase.split(" ", 1)
    return f"{_OUTER}Content-Type: text/plain; charset=us-ascii; format=flowed\r\n\r\nIt is {first} \r\n{rest} that was meant.\r\n".encode()


def rich_part(phrase: str) -> bytes:
    """RFC 1896."""
    return headed(_several("alternative", _text("Dear all,\n"), _text(f"<bold>{phrase}</bold>", "enriched")))


def _in_letters(encoding: str, name: str) -> Callable[[str], bytes]:
    def make(phrase: str) -> bytes:
        body = base64.encodebytes(phrase.encode(encoding)).decode()
        head = f"Content-Type: text/plain; charset={name}\r\nContent-Transfer-Encoding: base64\r\n"
        return f"{_OUTER}{head}\r\n{body}".encode()

    return make


def unnamed_letters(phrase: str) -> bytes:
    """Bytes of windows-1251 under a head that names no letters, as some programs wrote them."""
    sentence = "Уважаемые коллеги, мы получили ваше письмо и ответим на него в ближайшее время. "
    return f"{_OUTER}Content-Type: text/plain\r\nContent-Transfer-Encoding: 8bit\r\n\r\n".encode() + (
        sentence + phrase
    ).encode("cp1251")


def subject(phrase: str) -> bytes:
    """The subject in encoded words of two lines (RFC 2047)."""
    half = len(phrase) // 2
    said = "\r\n ".join(
        f"=?big5?B?{base64.b64encode(piece.encode('big5')).decode()}?="
        for piece in (phrase[:half], phrase[half:])
    )
    head = _OUTER.replace("The board in March", said)
    return f"{head}Content-Type: text/plain\r\n\r\nDear all\r\n".encode()


def attachment_name(phrase: str) -> bytes:
    """The name in pieces, each with its percent signs (RFC 2231)."""
    part = MIMEBase("application", "octet-stream")
    part.set_payload(b"x")
    half = len(phrase) // 2
    quoted = ["".join(f"%{byte:02X}" for byte in piece.encode()) for piece in (phrase[:half], phrase[half:])]
    part["Content-Disposition"] = f"attachment; filename*0*=utf-8''{quoted[0]}; filename*1*={quoted[1]}.txt"
    part.set_payload("An annex.")
    return headed(_several("mixed", _text("See the annex.\n"), part))


def second_of_a_box(phrase: str) -> bytes:
    first, second = _text("Nothing here.\n"), _text(f"{phrase}\n")
    line = b"From ada@example.org Mon Mar  3 09:00:00 2031\n"
    return line + headed(first) + b"\n\n" + line + headed(second) + b"\n"


def attached_document(phrase: str) -> bytes:
    return headed(_several("mixed", _text("See the annex.\n"), _file(word_document(phrase), "annex.docx")))


# --- signed and encrypted ----------------------------------------------------------------------------


class _Person:
    """Somebody with a certificate of an hour's life."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Ada Example")])
        now = dt.datetime.now(dt.UTC)
        made = x509.CertificateBuilder(name, name, self.key.public_key(), 1, now, now + dt.timedelta(hours=1))
        self.certificate = made.sign(self.key, hashes.SHA256())

    def sign(self, data: bytes, encoding: Encoding, *options: pkcs7.PKCS7Options) -> bytes:
        builder = pkcs7.PKCS7SignatureBuilder().set_data(data)
        return builder.add_signer(self.certificate, self.key, hashes.SHA256()).sign(encoding, list(options))

    def encrypt(self, data: bytes, encoding: Encoding) -> bytes:
        builder = pkcs7.PKCS7EnvelopeBuilder().set_data(data).add_recipient(self.certificate)
        return builder.encrypt(encoding, [pkcs7.PKCS7Options.Binary])


def _inner(phrase: str) -> bytes:
    return f"Content-Type: text/plain; charset=us-ascii\r\n\r\nIn confidence: {phrase}.\r\n".encode()


def _wrapped(data: bytes, kind: str) -> bytes:
    """A message that is one container of CMS (RFC 8551, 3.5)."""
    head = (
        f'Content-Type: application/pkcs7-mime; smime-type={kind}; name="smime.p7m"\r\nContent-Transfer-Encoding: base64\r\n'
        'Content-Disposition: attachment; filename="smime.p7m"\r\n\r\n'
    )
    return f"{_OUTER}{head}".encode() + base64.encodebytes(data)


def signed_around(phrase: str) -> bytes:
    return _wrapped(_Person().sign(_inner(phrase), Encoding.DER, pkcs7.PKCS7Options.Binary), "signed-data")


def signed_beside(phrase: str) -> bytes:
    """The words stand in the clear with their signature beside them (RFC 8551, 3.5.3)."""
    made = _Person().sign(
        _inner(phrase), Encoding.SMIME, pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary
    )
    return _OUTER.replace("MIME-Version: 1.0\r\n", "").encode() + made


def encrypted(phrase: str) -> bytes:
    return _wrapped(_Person().encrypt(_inner(phrase), Encoding.DER), "enveloped-data")


def signed_file(phrase: str) -> bytes:
    """A file of its own that a signature wraps, as authorities send them."""
    text = f"The annex says: {phrase}.\r\n".encode()
    return _Person().sign(text, Encoding.DER, pkcs7.PKCS7Options.Binary)


def signed_page(phrase: str) -> bytes:
    """The same around XML, as e-invoices come."""
    text = f"{HEAD}<invoice><note>{phrase}</note></invoice>".encode()
    return _Person().sign(text, Encoding.DER, pkcs7.PKCS7Options.Binary)


def encrypted_file(phrase: str) -> bytes:
    return _Person().encrypt(phrase.encode(), Encoding.DER)


def armoured(phrase: str) -> bytes:
    """Mail that PGP locked: the phrase is turned into letters that say nothing, as a cipher would."""
    noise = base64.encodebytes(bytes(byte ^ 0xA5 for byte in phrase.encode() * 5)).decode()
    body = f"-----BEGIN PGP MESSAGE-----\r\n\r\n{noise}=abcd\r\n-----END PGP MESSAGE-----\r\n"
    return f"{_OUTER}Content-Type: text/plain\r\n\r\n{body}".encode()


def _carrier(
    name: str,
    make: Callable[[str], bytes],
    *,
    draw: words.Draw = words.words,
    where: Where = Where.TEXT,
    ending: str = ".eml",
) -> Carrier:
    return Carrier(f"{ending.removeprefix('.')} {name}", ending, make, draw=draw, where=where)


CARRIERS = (
    _carrier("HTML part says more", page_says_more),
    _carrier("plain part says that there is another", plain_is_empty),
    _carrier("HTML part with its style says more", page_in_related),
    _carrier("picture in the line", inline_picture),
    _carrier("picture in the page's own bytes", data_picture),
    *(
        _carrier(f"attached picture {name}", _attached_picture(name))
        for name in ("black on white", "white on black", "sideways")
    ),
    _carrier("delivery report", delivery_report),
    _carrier("delivery report in prose", report_in_prose),
    _carrier("returned message", returned_message),
    _carrier("forwarded message", forwarded),
    _carrier("invitation", invitation),
    _carrier("attached invitation", attached_invitation),
    _carrier("card", card),
    _carrier("file in the body", in_the_body),
    _carrier("flowing lines", flowed),
    _carrier("enriched part", rich_part),
    _carrier("in Big5", _in_letters("big5", "big5"), draw=words.chinese),
    _carrier("in ISO-2022-JP", _in_letters("iso2022_jp", "iso-2022-jp"), draw=words.japanese),
    _carrier("in KOI8-R", _in_letters("koi8-r", "koi8-r"), draw=words.cyrillic),
    _carrier("letters that no head names", unnamed_letters, draw=words.cyrillic),
    _carrier("subject in Big5", subject, draw=words.chinese),
    _carrier("attachment's name in pieces", attachment_name, draw=words.accented, where=Where.NAME),
    _carrier("attached Word document", attached_document),
    _carrier("signed around its words", signed_around),
    _carrier("signed beside its words", signed_beside),
    _carrier("encrypted", encrypted),
    _carrier("locked by PGP", armoured),
    _carrier("second message", second_of_a_box, ending=".mbox"),
    _carrier("signed text", signed_file, ending=".p7m"),
    _carrier("signed XML", signed_page, ending=".xml.p7m"),
    _carrier("encrypted text", encrypted_file, ending=".p7m"),
    _carrier("signed text named a signature", signed_file, ending=".p7s"),
)
