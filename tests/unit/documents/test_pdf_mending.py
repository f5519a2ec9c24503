"""What PDFium refuses or leaves blank is read by way of qpdf, or told; locks are told from damage."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas

from reviewer.documents.reader import Reader, Reading
from reviewer.model.problems import Problem, Reason
from tests.said import notes_said, said_of

Read = Callable[..., Reading]


def made(*pages: str) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(400, 200), pageCompression=0)
    for text in pages:
        canvas.drawString(50, 100, text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def without_trailer(data: bytes) -> bytes:
    return data[: data.rindex(b"trailer")].replace(b"xref\n", b"") + b"%%EOF\n"


def without_braces(data: bytes) -> bytes:
    start = data.rindex(b"trailer")
    return data[:start] + data[start:].replace(b"<<", b"  ", 1)


@pytest.mark.parametrize("spoil", [without_trailer, without_braces])
def test_what_has_lost_its_trailer_is_read(
    read: Read, reader: Reader, tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    data = spoil(made("All staff are vetted.", "Each year."))
    text = read(data, "a.pdf").text
    assert [part.text.strip() for part in text.parts] == ["All staff are vetted.", "Each year."]
    assert text.problem == Problem(Reason.PDF_MENDED)
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    assert reader.page_boxes(path, 1).text.strip() == "Each year."
    assert reader.render(path, 0, 1.0).width == 400


def test_a_page_whose_content_is_not_where_the_file_says_is_not_called_white(read: Read) -> None:
    """It leaves the page blank for PDFium; qpdf looks for the object."""
    data = made("Shown by others.")
    number = re.search(rb"/Contents (\d+) 0 R", data)
    assert number is not None
    at = data.index(b"\n" + number[1] + b" 0 obj") + 1
    entry = f"{at:010d} 00000 n".encode()
    assert entry in data
    text = read(data.replace(entry, f"{at + 7:010d} 00000 n".encode()), "a.pdf").text
    (page,) = text.parts
    assert page.text.strip() == "Shown by others."
    assert text.problem == Problem(Reason.PDF_MENDED)


def test_a_white_page_is_white(read: Read) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.pages[0].Contents = pdf.make_stream(b"q 1 0 0 1 9 9 cm Q")
        out = io.BytesIO()
        pdf.save(out)
    text = read(out.getvalue(), "a.pdf").text
    assert [(part.text, part.unreadable) for part in text.parts] == [("", False)]
    assert text.also == ()


def test_what_nobody_can_read_is_called_damaged(read: Read) -> None:
    text = read(b"%PDF-1.7\n" + b"\xe2\xe3 nothing of a file \n" * 20, "a.pdf").text
    assert text.problem == Problem(Reason.PDF_DAMAGED)


@pytest.mark.parametrize("revision", [2, 3, 4, 6])
def test_locks_of_each_revision_open_with_their_password(read: Read, revision: int) -> None:
    with pikepdf.open(io.BytesIO(made("Vetted."))) as pdf:
        out = io.BytesIO()
        lock = pikepdf.Encryption(
            owner="owner", user="gr\u00fcn" if revision > 4 else "green", R=revision,  # type: ignore[arg-type]
            aes=revision > 3, metadata=revision > 3,
        )  # fmt: skip
        pdf.save(out, encryption=lock)
    problem = read(out.getvalue(), "a.pdf").text.problem
    assert problem == Problem(Reason.LOCKED)
    opened = read(out.getvalue(), "a.pdf", "gr\u00fcn" if revision > 4 else "green").text
    assert (opened.problem, opened.parts[0].text.strip()) == (None, "Vetted.")


def locked_inside(pdf: pikepdf.Pdf) -> bytes:
    """Return a PDF whose pages are open and whose attachment is called encrypted, as only its cipher is named."""
    pdf.attachments["policy.txt"] = b"All staff are vetted."
    out = io.BytesIO()
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    comment = b"%PDF-1.7\n% /EFF /StdCF /StmF /Identity\n"
    return comment + out.getvalue().partition(b"\n")[2]


def test_a_locked_file_inside_is_told_as_locked(read: Read) -> None:
    with pikepdf.open(io.BytesIO(made("Open to all."))) as pdf:
        reading = read(locked_inside(pdf), "a.pdf")
    assert reading.text.parts[0].text.strip() == "Open to all."
    assert [(member.name, member.problem) for member in reading.members] == [
        ("policy.txt", Problem(Reason.LOCKED))
    ]
    assert reading.text.problem is not None
    assert (reading.text.problem.reason, reading.text.problem.wants_password) == (Reason.FILES_LEFT, True)
    assert "Its pages were read, but 1 of the 1 files inside it" in said_of(reading.text.problem)


def test_a_file_inside_that_pdfium_cannot_unpack_is_unpacked(read: Read) -> None:
    with pikepdf.open(io.BytesIO(made("Open to all."))) as pdf:
        pdf.attachments["policy.txt"] = b"All staff are vetted."
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    data = re.sub(rb"/Length (\d+)(?=[^>]*>>\s*stream\s*All staff)", rb"/Length 99999", out.getvalue())
    reading = read(data, "a.pdf")
    (member,) = reading.members
    assert member.path is not None
    assert member.path.read_bytes().startswith(b"All staff are vetted.")
    member.path.unlink()
    assert reading.text.problem is None


def test_a_file_that_is_no_pdf_is_not_asked_for_as_one(read: Read) -> None:
    problem = read(bytes(range(256)) * 20, "a.pdf").text.problem
    assert "as a PDF" not in said_of(problem)
    assert "as a PDF" in said_of(read(bytes(range(256)) * 20, "a.bin").text.problem)


@pytest.mark.parametrize("packed", [pikepdf.ObjectStreamMode.disable, pikepdf.ObjectStreamMode.generate])
def test_layers_that_are_switched_off_are_told(read: Read, packed: pikepdf.ObjectStreamMode) -> None:
    with pikepdf.open(io.BytesIO(made("On paper."))) as pdf:
        off, on = (
            pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name)))
            for name in ("Draft notes", "Main")
        )
        pdf.Root.OCProperties = Dictionary(OCGs=Array([off, on]), D=Dictionary(OFF=Array([off])))
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=packed)
    told = [each for each in notes_said(read(out.getvalue(), "a.pdf").text.also) if "Layers" in each]
    assert len(told) == 1
    assert "(Draft notes)" in told[0]
