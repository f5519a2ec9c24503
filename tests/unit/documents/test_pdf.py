"""PDFs: text and boxes agree, boxes lie where the ink is, locked and damaged ones say so."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from reviewer.documents.reader import Reader, Reading
from reviewer.errors import DocumentError
from reviewer.model import NoteCode, Problem, Reason
from reviewer.model.pages import Bitmap, PageText
from tests.said import said_of

Read = Callable[..., Reading]


def made(*pages: str, size: tuple[float, float] = (400, 200), encrypt: object = None) -> bytes:
    """Return a PDF with a line of text a page at (50, 100); "" is a white page, "#" a drawn line."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=size, encrypt=encrypt)
    for text in pages:
        if text == "#":
            canvas.line(10, 10, 100, 100)
        elif text:
            canvas.drawString(50, 100, text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def turned(data: bytes, degrees: int, crop: tuple[float, float, float, float] | None = None) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.pages[0].Rotate = degrees
        if crop:
            pdf.pages[0].CropBox = pikepdf.Array([*crop])
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def ink(bitmap: Bitmap) -> tuple[int, int, int, int]:
    """Return the smallest box round what is dark: left, top, right, bottom in pixels."""
    rows = [bitmap.data[y * bitmap.stride : (y + 1) * bitmap.stride][::4] for y in range(bitmap.height)]
    dark = [(x, y) for y, row in enumerate(rows) for x, value in enumerate(row) if value < 128]
    xs, ys = [x for x, _y in dark], [y for _x, y in dark]
    return min(xs), min(ys), max(xs) + 1, max(ys) + 1


def test_each_page_is_a_part_and_a_white_page_is_not_unreadable(read: Read) -> None:
    text = read(made("First page", "", "#"), "a.pdf").text
    assert [(part.place, part.text.strip(), part.unreadable) for part in text.parts] == [
        ("p1", "First page", False),
        ("p2", "", False),
        ("p3", "", True),
    ]
    assert (text.kind, text.problem, text.without_text) == ("pdf", None, 1)
    assert text.extractor.startswith("pdfium-")


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (20, 30, 380, 190)])
def test_boxes_lie_where_the_ink_is_shown(
    reader: Reader, tmp_path: Path, degrees: int, crop: tuple[float, float, float, float] | None
) -> None:
    path = tmp_path / "turned.pdf"
    path.write_bytes(turned(made("MMMM"), degrees, crop))
    page, picture = reader.page_boxes(path, 0), reader.render(path, 0, 1.0)
    assert (round(page.width), round(page.height)) == (picture.width, picture.height)
    left, top, right, bottom = ink(picture)
    lefts, tops = min(page.boxes[0:16:4]), min(page.boxes[1:16:4])
    rights, bottoms = max(page.boxes[2:16:4]), max(page.boxes[3:16:4])
    assert lefts - 1 <= left
    assert right <= rights + 1
    assert tops - 1 <= top
    assert bottom <= bottoms + 1
    assert rights - lefts < (right - left) + 8
    assert bottoms - tops < (bottom - top) + 8


def test_a_clip_is_a_part_of_the_whole_picture(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(made("MMMM"))
    whole, part = reader.render(path, 0, 2.0), reader.render(path, 0, 2.0, (90, 150, 100, 60))
    assert (part.width, part.height, part.stride) == (100, 60, 400)
    start = 150 * whole.stride + 90 * 4
    assert part.data[:400] == whole.data[start : start + 400]


def test_a_picture_larger_than_any_screen_is_refused(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(made("M"))
    with pytest.raises(DocumentError, match="drawing-too-large"):
        reader.render(path, 0, 400.0)


def test_words_have_the_boxes_of_their_characters(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(made("Two words", "", "more"))
    pages = list(reader.words(path))
    assert [[page.text[s:e] for s, e in zip(page.spans[::2], page.spans[1::2], strict=True)] for page in pages] == [
        ["Two", "words"], [], ["more"],
    ]  # fmt: skip
    characters: PageText = reader.page_boxes(path, 0)
    assert pages[0].text == characters.text
    assert list(pages[0].boxes[4:8]) == [
        characters.boxes[16],
        characters.boxes[17],
        characters.boxes[34],
        characters.boxes[35],
    ]


def test_what_a_form_says_is_text(read: Read) -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(400, 200))
    canvas.drawString(50, 150, "Name of the force:")
    canvas.acroForm.textfield(name="force", value="Borsetshire", x=50, y=100, width=200, height=20)
    canvas.save()
    assert "Borsetshire" in read(file.getvalue(), "form.pdf").text.parts[0].text


def test_a_locked_pdf_opens_with_its_password_only(read: Read) -> None:
    locked = made("Secret", encrypt=StandardEncryption("h\u00f4tel", "owner"))
    assert said_of(read(locked, "a.pdf").text.problem) == (
        "Locked with a password. Ask the sender for the password, or for a copy without one."
    )
    assert read(locked, "a.pdf", "hostel").text.problem == Problem(Reason.LOCKED_OTHERWISE)
    opened = read(locked, "a.pdf", "h\u00f4tel").text
    assert (opened.problem, opened.parts[0].text.strip()) == (None, "Secret")


def test_a_cut_off_pdf_says_so(read: Read) -> None:
    problem = read(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "a.pdf").text.problem
    assert problem == Problem(Reason.PDF_DAMAGED)
    assert "damaged or was cut off" in said_of(problem)
    assert "Ask the sender" in said_of(problem)


def test_sizes_are_as_shown(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(turned(made("x", "y"), 90))
    assert reader.page_sizes(path) == ((200.0, 400.0), (400.0, 200.0))
    with pytest.raises(DocumentError, match="page-damaged page=3"):
        reader.render(path, 2, 1.0)


@pytest.mark.thorough
def test_text_of_a_page_is_the_same_in_every_way_it_is_asked_for(reader: Reader, shared: Path) -> None:
    different = []
    for path in sorted((shared / "corpus").glob("pdf-*/*.pdf")):
        text = reader.read(path, path.name, "00").text
        for number, part in enumerate(text.parts[:20]):
            if text.kind != "pdf" or part.is_beside or part.label.endswith("(damaged)"):
                continue
            page = reader.page_boxes(path, number)
            if page.text != part.text or len(page.boxes) != 4 * len(part.text):
                different.append(f"{path.name} {part.place}")
    assert different == []


def test_rotated_page_of_the_corpus_reads_across(reader: Reader, shared: Path) -> None:
    page = reader.page_boxes(shared / "corpus/pdf-text/rot90.pdf", 0)
    assert page.text.startswith("Page rot")
    assert page.boxes[4] > page.boxes[0]
    assert abs(page.boxes[5] - page.boxes[1]) < 1


@pytest.mark.thorough
def test_the_quick_way_to_a_pages_text_gives_what_each_character_gives(shared: Path) -> None:
    different, compared = [], 0
    with Reader(handlers={"compare": "tests.unit.documents.both_ways:compare"}) as reader:
        for path in sorted((shared / "corpus").glob("pdf-*/*.pdf")):
            try:
                found, _none = reader.call("compare", path)
            except DocumentError:
                continue
            compared += found["compared"]
            different += [f"{path.name} {number}" for number in found["different"]]
    assert different == []
    assert compared > 300


@pytest.mark.parametrize(("start", "doubted"), [("0020", False), ("E100", True), ("FFFD", True)])
def test_letters_without_a_meaning_are_to_be_recognised(read: Read, start: str, doubted: bool) -> None:
    """The map of the font gives code points from *start* on, or U+FFFD for each."""
    last = "20" if start == "FFFD" else "7E"
    ranges = "\n".join(f"<{code:02X}> <{code:02X}> <FFFD>" for code in range(0x20, 0x7F)) if last == "20" else (
        f"<20> <7E> <{start}>"
    )  # fmt: skip
    count = ranges.count("\n") + 1
    cmap = (
        f"1 begincodespacerange\n<00> <FF>\nendcodespacerange\n{count} beginbfrange\n{ranges}\nendbfrange\n"
    )
    with pikepdf.open(
        io.BytesIO(made("Not one of these letters says what it shows, so recognise them."))
    ) as pdf:
        (font,) = pdf.pages[0].Resources.Font.values()
        font.ToUnicode = pdf.make_stream(cmap.encode())
        out = io.BytesIO()
        pdf.save(out)
    text = read(out.getvalue(), "a.pdf").text
    assert [(part.place, part.waits) for part in text.parts] == [("p1", False), ("p1/recognised", True)][
        : 1 + doubted
    ]
    assert (NoteCode.LETTERS_UNKNOWN in [note.code for note in text.also]) is doubted


def test_a_character_beyond_the_first_plane_is_one(reader: Reader, tmp_path: Path) -> None:
    cmap = (
        "1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
        "2 beginbfchar\n<41> <D842DF9F>\n<42> <0042>\nendbfchar\n"
    )
    with pikepdf.open(io.BytesIO(made("ABA B"))) as pdf:
        (font,) = pdf.pages[0].Resources.Font.values()
        font.ToUnicode = pdf.make_stream(cmap.encode())
        pdf.save(tmp_path / "a.pdf")
    page = reader.page_boxes(tmp_path / "a.pdf", 0)
    assert page.text == "\U00020b9fB\U00020b9f B"
    assert list(page.boxes[0::4]) == sorted(page.boxes[0::4])
    (words,) = reader.words(tmp_path / "a.pdf")
    assert list(words.spans) == [0, 3, 4, 5]
