"""Forms, notes and comments of PDFs: what is filled in is read and shown where it stands, whatever the file draws of it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas

from reviewer.documents.reader import Reader, Reading
from reviewer.model import NoteCode
from reviewer.model.pages import Bitmap
from tests.said import notes_said

Read = Callable[..., Reading]
Labels = tuple[tuple[float, float, str], ...]


def form(
    labels: Labels, *fields: dict[str, Any], needs: bool = False, size: tuple[float, float] = (400, 300)
) -> bytes:
    """Return a page with words at places, and fields or notes: keys of their dictionaries, with ``Rect``."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=size)
    for x, y, text in labels:
        canvas.drawString(x, y, text)
    canvas.showPage()
    canvas.save()
    with pikepdf.open(file) as pdf:
        helvetica = pdf.make_indirect(
            Dictionary(
                Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
            )
        )
        made = [
            pdf.make_indirect(
                Dictionary(**{"Type": Name.Annot, "F": 4, "DA": String("/Helv 12 Tf 0 g"), **keys})
            )
            for keys in fields
        ]
        for one in made:
            if one.get("/AS") is not None:
                one.AP = Dictionary(N=Dictionary({"/On": _drawn(pdf, "4"), "/Off": _drawn(pdf, "")}))
        pdf.pages[0].Annots = Array(made)
        pdf.Root.AcroForm = Dictionary(
            Fields=Array([one for one in made if one.get("/FT") is not None]),
            DR=Dictionary(Font=Dictionary(Helv=helvetica)),
            DA=String("/Helv 0 Tf 0 g"),
            NeedAppearances=needs,
        )
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def _drawn(pdf: pikepdf.Pdf, letters: str, size: tuple[float, float] = (20, 20)) -> pikepdf.Object:
    """Return an appearance that draws letters with Helvetica at 3, 5."""
    content = f"BT /F 12 Tf 3 5 Td ({letters}) Tj ET".encode()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    resources = Dictionary(Font=Dictionary(F=font))
    stream = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, *size])
    stream.Resources = resources
    return stream


def field(value: str, rect: list[float], **keys: Any) -> dict[str, Any]:
    return {
        "Subtype": Name.Widget,
        "FT": Name.Tx,
        "T": String(f"f{rect}"),
        "V": String(value),
        "Rect": rect,
        **keys,
    }


def tick(rect: list[float], *, ticked: bool) -> dict[str, Any]:
    state = Name.On if ticked else Name.Off
    return {
        "Subtype": Name.Widget,
        "FT": Name.Btn,
        "T": String(f"b{rect}"),
        "V": state,
        "AS": state,
        "Rect": rect,
    }


def dark(bitmap: Bitmap, area: tuple[int, int, int, int]) -> int:
    """Return how many pixels in an area (left, top, right, bottom) are dark."""
    left, top, right, bottom = area
    rows = (
        bitmap.data[y * bitmap.stride + 4 * left : y * bitmap.stride + 4 * right : 4]
        for y in range(top, bottom)
    )
    return sum(value < 128 for row in rows for value in row)


@pytest.mark.parametrize("needs", [False, True])
def test_a_value_that_the_file_does_not_draw_is_read_and_shown(
    reader: Reader, read: Read, tmp_path: Path, needs: bool
) -> None:
    data = form(((20, 105, "Name of the force:"),), field("Borsetshire", [150, 100, 350, 120]), needs=needs)
    assert read(data, "a.pdf").text.parts[0].text.strip() == "Name of the force: Borsetshire"
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    assert dark(reader.render(path, 0, 1.0), (150, 180, 350, 200)) > 50


def test_the_letters_of_a_value_have_the_boxes_where_they_are_drawn(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(form(((20, 105, "Name:"),), field("MMMM MM", [150, 100, 350, 120])))
    page = reader.page_boxes(path, 0)
    at = page.text.index("MMMM")
    left, top, right, bottom = page.boxes[4 * at : 4 * at + 4]
    assert 150 <= left < right < 170
    assert 180 <= top < bottom <= 200
    (words,) = reader.words(path)
    assert words.text == page.text
    spans = list(zip(words.spans[::2], words.spans[1::2], strict=True))
    assert [page.text[start:end] for start, end in spans] == ["Name:", "MMMM", "MM"]
    assert words.boxes[4] == left


def test_ticks_and_choices_are_said_in_words(read: Read) -> None:
    options = Array([String("Met"), String("Part met"), String("Gap")])
    data = form(
        ((20, 205, "Was it published?"), (150, 205, "Yes"), (200, 205, "No"), (20, 155, "Finding:"), (20, 90, "List:")),
        tick([130, 200, 145, 215], ticked=True),
        tick([180, 200, 195, 215], ticked=False),
        {
            "Subtype": Name.Widget, "FT": Name.Ch, "Ff": 1 << 17, "T": String("c"), "V": String("Part met"),
            "Opt": options, "Rect": [100, 150, 250, 170],
        },
        {
            "Subtype": Name.Widget, "FT": Name.Ch, "T": String("l"), "V": String("Gap"), "I": Array([2]),
            "Opt": options, "Rect": [100, 50, 250, 100],
        },
    )  # fmt: skip
    text = read(data, "a.pdf").text.parts[0].text
    assert "Was it published? \u2612 Yes \u2610 No" in text
    assert "Finding: Part met" in text
    assert "List: \u2610 Met\n\u2610 Part met\n\u2612 Gap" in text


def test_a_field_in_another_fields_line_stands_in_its_place(read: Read) -> None:
    data = form(
        ((20, 105, "From"), (200, 105, "to"), (20, 60, "After.")),
        field("1 May", [60, 100, 190, 120]),
        field("31 May", [230, 100, 350, 120]),
    )
    assert read(data, "a.pdf").text.parts[0].text.split() == ["From", "1", "May", "to", "31", "May", "After."]


def test_a_form_whose_scripts_compute_is_told_and_hidden_fields_are(read: Read) -> None:
    script = Dictionary(C=Dictionary(S=Name.JavaScript, JS=String("event.value = 6 * 7")))
    told = read(form((), field("41", [10, 10, 90, 30], AA=script)), "a.pdf").text
    assert NoteCode.FORM_COMPUTES in [note.code for note in told.also]
    assert "41" in told.parts[0].text
    hidden = read(form((), field("unseen", [10, 10, 90, 30], F=2)), "a.pdf").text
    assert "unseen" not in hidden.parts[0].text
    assert NoteCode.HIDDEN_FIELDS in [note.code for note in hidden.also]


def test_comments_stand_beside_the_page_and_what_is_typed_on_it_in_it(read: Read) -> None:
    long = "Really? " + "This needs a second look. " * 20
    data = form(
        ((20, 250, "First."), (20, 105, "The policy was published.")),
        {"Subtype": Name.Text, "Rect": [300, 100, 320, 120], "Contents": String(long), "T": String("Ann")},
        {"Subtype": Name.Popup, "Rect": [320, 100, 380, 160], "Contents": String("Popped up")},
        {"Subtype": Name.Highlight, "Rect": [20, 100, 60, 120], "QuadPoints": [20, 120, 60, 120, 20, 100, 60, 100],
         "Contents": String("Which one?")},
        {"Subtype": Name.FreeText, "Rect": [200, 150, 350, 180], "Contents": String("Typed on the page")},
    )  # fmt: skip
    text = read(data, "a.pdf").text
    assert [part.place for part in text.parts] == ["p1", "p1/comments"]
    assert (text.pages, text.parts[1].label, text.parts[1].is_beside) == (1, "page 1, comments", True)
    for words in (long.strip(), "Popped up", "Which one?"):
        assert words in text.parts[1].text
    assert "Typed on the page" in " ".join(part.text for part in text.parts)
    assert notes_said(text.also)[1].startswith("Comment on page 1 by Ann: Really?")


def test_what_a_stamp_draws_is_text_of_the_page(read: Read) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(200, 100))
        stamp = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, F=4, Rect=[50, 40, 150, 60])
        stamp.AP = Dictionary(N=_drawn(pdf, "RECEIVED", (100, 20)))
        pdf.pages[0].Annots = Array([pdf.make_indirect(stamp)])
        out = io.BytesIO()
        pdf.save(out)
    assert read(out.getvalue(), "a.pdf").text.parts[0].text == "RECEIVED"


def test_a_page_on_which_only_a_drawing_lies_is_not_white(read: Read) -> None:
    ink = {"Subtype": Name.Ink, "Rect": [20, 20, 90, 90], "InkList": Array([Array([20, 20, 90, 90])])}
    assert read(form((), ink), "a.pdf").text.parts[0].unreadable
    assert not read(form((), field("", [10, 10, 90, 30])), "a.pdf").text.parts[0].unreadable


def test_comments_of_several_pages_come_after_all_pages(read: Read) -> None:
    with pikepdf.new() as pdf:
        for _ in range(3):
            pdf.add_blank_page(page_size=(200, 100))
            note = Dictionary(
                Type=Name.Annot, Subtype=Name.Text, Rect=[9, 9, 20, 20], Contents=String("Noted")
            )
            pdf.pages[-1].Annots = Array([pdf.make_indirect(note)])
        out = io.BytesIO()
        pdf.save(out)
    places = [part.place for part in read(out.getvalue(), "a.pdf").text.parts]
    assert places == ["p1", "p2", "p3", "p1/comments", "p2/comments", "p3/comments"]


def test_a_page_with_inherited_boxes_keeps_its_size(reader: Reader, tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(form(((20, 105, "Name:"),), field("Ann", [150, 100, 350, 120])))) as pdf:
        del pdf.pages[0].obj["/MediaBox"]
        pdf.Root.Pages.MediaBox = Array([0, 0, 420, 310])
        pdf.save(tmp_path / "a.pdf")
    for _ in range(2):
        assert reader.page_sizes(tmp_path / "a.pdf") == ((420.0, 310.0),)
        picture = reader.render(tmp_path / "a.pdf", 0, 1.0)
        assert (picture.width, picture.height) == (420, 310)


def test_a_page_is_the_same_however_often_and_in_whatever_way_it_is_asked_for(
    reader: Reader, tmp_path: Path
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(
        form(((20, 105, "Name:"), (100, 50, "Below")), field("Ann", [150, 100, 350, 120]), needs=True)
    )
    first = reader.read(path, "a.pdf", "00").text.parts[0].text
    picture = reader.render(path, 0, 1.0).data
    assert [reader.page_boxes(path, 0).text for _ in range(2)] == [first, first]
    assert reader.read(path, "a.pdf", "00").text.parts[0].text == first
    assert reader.render(path, 0, 1.0).data == picture


@pytest.mark.thorough
def test_a_form_of_thousands_of_fields_is_read_within_the_deadline(read: Read) -> None:
    fields = [field(f"v{row}.{column}", [10 + 60 * column, 10 + 12 * row, 65 + 60 * column, 21 + 12 * row])
              for row in range(120) for column in range(20)]  # fmt: skip
    text = read(form((), *fields, size=(1300, 1500)), "a.pdf").text
    assert text.problem is None
    assert "v119.0 v119.1 v119.2" in text.parts[0].text


def test_notes_without_end_are_told(read: Read) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(200, 100))
        note = pdf.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[9, 9, 20, 20], Contents=String("Noted"))
        )
        pdf.pages[0].Annots = Array([note] * 10_001)
        out = io.BytesIO()
        pdf.save(out)
    text = read(out.getvalue(), "a.pdf").text
    assert text.parts[0].unreadable
    assert "beyond the first 10,000" in notes_said(text.also)[-1]
