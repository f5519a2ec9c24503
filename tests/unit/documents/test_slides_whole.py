"""What a person sees on the slides of a show is in its text: also what its master shows, and in a Strict file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pptx
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from reviewer.desk.words.problems import problem_words
from reviewer.documents.reader import Reading
from reviewer.model import NoText, Reason
from tests.unit.documents.office_files import zipped
from tests.unit.documents.test_pictures_in_texts import png

Read = Callable[..., Reading]

WHERE = (Inches(1), Inches(1), Inches(4), Inches(3))
STRICT = {
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "http://schemas.openxmlformats.org/drawingml/2006/": "http://purl.oclc.org/ooxml/drawingml/",
    "http://schemas.openxmlformats.org/presentationml/2006/main": "http://purl.oclc.org/ooxml/presentationml/main",
}
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
CHOICE = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="a14">{}'
    "</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
)


def show(*texts: str) -> Any:
    made = pptx.Presentation()
    for text in texts:
        slide = made.slides.add_slide(made.slide_layouts[6])
        slide.shapes.add_textbox(*WHERE).text_frame.text = text
    return made


def box(where: Any, text: str) -> None:
    """Put a text box onto a layout or master, which python-pptx has no verb for."""
    from copy import deepcopy

    shape = show(text).slides[0].shapes[0]._element  # noqa: SLF001  # python-pptx and python-docx have no other way to their XML
    where.shapes._spTree.append(deepcopy(shape))  # noqa: SLF001  # python-pptx and python-docx have no other way to their XML


def saved(made: Any) -> bytes:
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def changed(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped({name: change(name, archive.read(name)) for name in archive.namelist()})


def strict(name: str, content: bytes) -> bytes:
    if name.endswith((".xml", ".rels")):
        for usual, other in STRICT.items():
            content = content.replace(usual.encode(), other.encode())
    return content


def test_a_strict_show_is_read(read: Read) -> None:
    made = changed(saved(show("Vetting of staff")), strict)
    text = read(made, "a.pptx").text
    assert (text.problem, [part.text for part in text.parts]) == (None, ["Vetting of staff"])


def test_what_the_masters_show_is_told_once_and_prompts_are_not(read: Read) -> None:
    made = show("One", "Two")
    box(made.slide_layouts[6], "Official: sensitive")
    box(made.slide_master, "Force crest")
    box(made.slide_layouts[0], "On no slide")
    text = read(saved(made), "a.pptx").text
    assert [(part.place, part.label, part.text) for part in text.parts] == [
        ("slide1", "slide 1", "One"),
        ("slide2", "slide 2", "Two"),
        ("s1", "master slide", "Official: sensitive\nForce crest"),
    ]


def test_a_master_that_no_slide_shows_is_left_out(read: Read) -> None:
    made = show("One")
    box(made.slide_layouts[6], "Official: sensitive")
    box(made.slide_master, "Force crest")
    made.slide_layouts[6]._element.set("showMasterSp", "0")  # noqa: SLF001  # python-pptx and python-docx have no other way to their XML
    assert [part.text for part in read(saved(made), "a.pptx").text.parts] == ["One", "Official: sensitive"]
    made.slides[0]._element.set("showMasterSp", "0")  # noqa: SLF001  # python-pptx and python-docx have no other way to their XML
    assert [part.text for part in read(saved(made), "a.pptx").text.parts] == ["One"]


def test_an_equation_in_a_choice_is_read(read: Read) -> None:
    equation = (
        f'<a14:m xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main"><m:oMath xmlns:m="{MATH}">'
        "<m:r><m:t>E=mc</m:t></m:r></m:oMath></a14:m>"
    )

    def choice(name: str, content: bytes) -> bytes:
        if name != "ppt/slides/slide1.xml":
            return content
        start, end = content.index(b"<p:sp>"), content.index(b"</p:sp>") + len(b"</p:sp>")
        shape = content[start:end].decode()
        newer = shape.replace("<a:r>", equation + "<a:r>")
        older = shape.replace("<a:t>so it is</a:t>", "<a:t> </a:t>")
        return content[:start] + CHOICE.format(newer, older).encode() + content[end:]

    text = read(changed(saved(show("so it is")), choice), "a.pptx").text
    assert [part.text for part in text.parts] == ["E=mcso it is"]


def test_charts_notes_and_alternative_texts_are_read(read: Read) -> None:
    made = show("Staff")
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = [2015, 2016]
    data.add_series("Officers vetted", (61.5, 72))
    chart = made.slides[0].shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *WHERE, data)
    chart.chart.plots[0].series[0].data_labels.show_value = True
    chart._element.nvGraphicFramePr.cNvPr.set("descr", "A chart  of staff")  # noqa: SLF001  # python-pptx and python-docx have no other way to their XML
    notes = made.slides[0].notes_slide
    notes.notes_text_frame.text = "Say it slowly"
    notes.shapes._spTree.append(show("A note beside").slides[0].shapes[0]._element)  # noqa: SLF001  # python-pptx and python-docx have no other way to their XML
    reading = read(saved(made), "a.pptx")
    assert reading.text.parts[0].text.splitlines() == [
        "Staff", "Officers vetted", "2015", "2016", "61.5\t72", "Notes: Say it slowly", "A note beside",
        "Alternative text: A chart of staff",
    ]  # fmt: skip
    assert [member.name for member in reading.members] == ["Microsoft_Excel_Sheet1.xlsx"]
    for member in reading.members:
        assert member.path is not None
        member.path.unlink()


def test_a_slide_with_only_a_described_picture_has_the_picture_too(read: Read) -> None:
    made = show("")
    shape = made.slides[0].shapes.add_picture(io.BytesIO(png()), *WHERE)
    shape._element.nvPicPr.cNvPr.set("descr", "A scan")  # noqa: SLF001  # python-pptx and python-docx have no other way to their XML
    slide, picture = read(saved(made), "a.pptx").text.parts
    assert (slide.text, slide.unreadable) == ("Alternative text: A scan", False)
    assert (picture.place, picture.no_text) == ("slide1/picture1", NoText.PICTURE)


def test_a_slide_of_outlines_alone_is_told_and_waits_for_nobody(read: Read) -> None:
    made = show()
    slide = made.slides.add_slide(made.slide_layouts[6])
    slide.shapes.build_freeform().add_line_segments([(100, 100), (0, 100)]).convert_to_shape()
    (piece,) = read(saved(made), "a.pptx").text.unread
    assert (piece.place, piece.why, piece.waits) == ("slide1", NoText.DRAWING, False)


def test_a_box_in_a_symbol_font_is_one(read: Read) -> None:
    made = show("\u00fe vetted")
    made.slides[0].shapes[0].text_frame.paragraphs[0].runs[0].font.name = "Wingdings"
    assert read(saved(made), "a.pptx").text.parts[0].text.startswith("☒")


def test_a_damaged_slide_is_told_and_the_others_are_read(read: Read) -> None:
    def cut(name: str, content: bytes) -> bytes:
        return content[: content.index(b"</a:t>")] if name == "ppt/slides/slide2.xml" else content

    text = read(changed(saved(show("One", "Two", "Three")), cut), "a.pptx").text
    assert text.problem is not None
    assert problem_words(text.problem).startswith("Slide 2 could not be read whole")
    assert [part.text for part in text.parts] == ["One", "Two", "Three"]


def test_a_show_whose_list_of_slides_is_cut_is_damaged(read: Read) -> None:
    def cut(name: str, content: bytes) -> bytes:
        return content[: len(content) // 2] if name == "ppt/presentation.xml" else content

    problem = read(changed(saved(show("One")), cut), "a.pptx").text.problem
    assert problem is not None
    assert problem.reason is Reason.OFFICE_DAMAGED


def test_groups_within_groups_without_end_end(read: Read) -> None:
    def deep(name: str, content: bytes) -> bytes:
        if name != "ppt/slides/slide1.xml":
            return content
        return content.replace(b"<p:sp>", b"<p:grpSp>" * 5000 + b"<p:sp>").replace(
            b"</p:sp>", b"</p:sp>" + b"</p:grpSp>" * 5000
        )

    text = read(changed(saved(show("One")), deep), "a.pptx").text
    assert text.problem or text.without_text
