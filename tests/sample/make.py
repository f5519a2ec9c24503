"""Makes the sample's documents: `python -m tests.sample.make` writes them into resources/samples.

The same bytes each time. The documents are committed; run this after changing ``content``.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from tests.sample import content as c
from tests.sample.office import excel, packed, slides, word
from tests.sample.pdf import scan_pdf, text_pdf

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources/samples/boundaries"
FONT = ROOT / "resources/fonts/liberation/LiberationSans-Regular.ttf"
SCAN_WIDTH, SCAN_HEIGHT = 1240, 1754  # A4 at 150 dots an inch


def documents() -> Mapping[str, bytes]:
    """Return every document of the sample by its path under ``documents/``."""
    return {**_harrowdale(), **_penmarsh(), **_others()}


def write(folder: Path) -> None:
    """Write the documents into a folder."""
    for name, data in documents().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _harrowdale() -> dict[str, bytes]:
    attached = {"Partner meeting notes.txt": _text(c.HARROWDALE_NOTES)}
    mail = _mail("review.team@harrowdale.example.org", "Mon, 24 Feb 2025 10:12:00 +0000",
                 "Our work with local organisations", c.HARROWDALE_MAIL, attached)  # fmt: skip
    return {
        "harrowdale/Boundaries policy.pdf": text_pdf(
            "Professional boundaries: our policy", "Harrowdale Constabulary", c.HARROWDALE_POLICY, c.MADE
        ),
        "harrowdale/Integrity unit review.docx": word(c.HARROWDALE_UNIT, c.MADE),
        "harrowdale/System checks.xlsx": excel(c.HARROWDALE_CHECKS),
        "harrowdale/Supervisor briefing.pptx": slides(c.HARROWDALE_BRIEFING),
        "harrowdale/Local organisations.eml": mail,
        "harrowdale/Covering note.txt": _text(c.HARROWDALE_COVER),
    }


def _penmarsh() -> dict[str, bytes]:
    return {
        "penmarsh/Integrity plan.pdf": text_pdf("Integrity plan 2024 to 2027", "Penmarsh Police", c.PENMARSH_PLAN, c.MADE),
        "penmarsh/Answers.docx": word(c.PENMARSH_ANSWERS, c.MADE),
        "penmarsh/Duty sheet (scan).pdf": scan_pdf("Duty sheet", _scan(c.PENMARSH_SCAN), SCAN_WIDTH, SCAN_HEIGHT),
        "penmarsh-late/Monitoring software.eml": _mail(
            "chief.office@penmarsh.example.org", "Wed, 05 Mar 2025 16:40:00 +0000",
            "Monitoring software", c.PENMARSH_LATE, {},
        ),
    }  # fmt: skip


def _others() -> dict[str, bytes]:
    archive = {
        "Commissioner's statement.docx": word(c.THORNWICK_STATEMENT, c.MADE),
        "Training record.txt": _text(c.THORNWICK_TRAINING),
    }
    log = "".join(",".join(row).rstrip(",") + "\r\n" for row in c.ESTUARY_LOG)
    return {
        "aberwen/Evidence.pdf": text_pdf(
            "Evidence for the inspection", "Aberwen Police", c.ABERWEN_EVIDENCE, c.MADE
        ),
        "aberwen/Partneriaid.docx": word(c.ABERWEN_PARTNERS, c.MADE),
        "estuary-and-downs/Progress report.pdf": text_pdf(
            "Progress report", "Estuary and Downs Police", c.ESTUARY_REPORT, c.MADE
        ),
        "estuary-and-downs/Audit log.csv": log.encode(),
        "estuary-and-downs-late/Postscript.txt": _text(c.ESTUARY_LATE),
        "thornwick/Thornwick papers.zip": packed(archive),
    }


def _text(lines: Sequence[str]) -> bytes:
    return "\n\n".join(lines).encode() + b"\n"


def _mail(sender: str, date: str, subject: str, lines: Sequence[str], attached: Mapping[str, bytes]) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = sender, "desk@inspectorate.example.org"
    message["Date"], message["Subject"] = date, subject
    message["Message-ID"] = f"<{subject.lower().replace(' ', '-')}@{sender.partition('@')[2]}>"
    message.set_content(_text(lines).decode(), cte="quoted-printable")
    for name, data in attached.items():
        message.add_attachment(data, maintype="text", subtype="plain", filename=name, cte="base64")
        message.set_boundary("made-for-the-reviewer-sample")
    return message.as_bytes()


def _scan(lines: Sequence[str]) -> bytes:
    """Return the lines as a crooked page with specks, one bit a pixel, as an old scanner sends them."""
    from PIL import Image, ImageDraw, ImageFont

    page = Image.new("L", (SCAN_WIDTH, SCAN_HEIGHT), 255)
    draw = ImageDraw.Draw(page)
    font = ImageFont.truetype(FONT, 38, layout_engine=ImageFont.Layout.BASIC)
    for number, line in enumerate(lines):
        draw.text((150, 180 + 70 * number), line, fill=0, font=font)
    page = page.rotate(0.8, fillcolor=255)
    specks = random.Random(2025)
    for _ in range(160):
        page.putpixel((specks.randrange(SCAN_WIDTH), specks.randrange(SCAN_HEIGHT)), 0)
    return (
        page.point(lambda value: 255 if value > 140 else 0).convert("1", dither=Image.Dither.NONE).tobytes()
    )


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE / "documents")
