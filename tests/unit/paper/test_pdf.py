from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.errors import PaperError
from reviewer.paper import (
    Bar,
    Block,
    Bullets,
    Field,
    Figure,
    Heading,
    Lines,
    Paper,
    Paragraph,
    Press,
    Quote,
    Resources,
    Run,
    Table,
    installed_resources,
    render_pdf,
)
from reviewer.paper.typeface import Typeface
from tests.scale import grid
from tests.unit.paper.printed_pages import Printed

AT = datetime(2032, 4, 5, 9, tzinfo=UTC)
SENTENCE = "Words that fill a line, more or less, and go on. "
EVERYTHING: tuple[Block, ...] = (
    Lines(((Run("Office"),), (Run("Road 1"),)), contact=True),
    Heading("Subject", 1),
    Paragraph(
        (
            Run("To "),
            Run("Heddlu", lang="cy"),
            Run(" by "),
            Run("e-mail to the desk", href="mailto:d@x.example"),
        )
    ),
    Heading("Part", 2),
    Quote((Paragraph((Run(SENTENCE * 3),)),)),
    Bullets(
        ((Paragraph((Run("a"),)),), (Paragraph((Run("b"),)), Bullets(((Paragraph((Run("c"),)),), ()), 1)))
    ),
    Table("Long", ("Name", "Count"), tuple((f"Row {n}", str(n)) for n in range(80)), numeric=frozenset((1,))),
    Heading("Sub", 3),
    Figure("Bars. Met: 3; gap: 0.", (Bar("Met", 3, "met"), Bar("Gap", 0, "gap"))),
    Heading("Next", 2),
    Paragraph((Run(SENTENCE * 120),)),
    Field("Signature", "Digital signature of Me", ("Digitally signed by Me", "5 April 2032")),
)


def paper(*blocks: Block, title: str = "A title", marking: str = "OFFICIAL") -> Paper:
    return Paper(title, "Somebody", "en-GB", AT, blocks, "About", marking, "REF/1")


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def pages_of(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def nodes(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    if isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        for kid in node.K if isinstance(node.K, pikepdf.Array) else [node.K]:
            yield from nodes(kid)


def test_the_same_paper_gives_the_same_bytes_from_another_press_too() -> None:
    first = render_pdf(paper(*EVERYTHING))
    assert render_pdf(paper(*EVERYTHING)) == first
    assert render_pdf(paper(*EVERYTHING), Press(installed_resources())) == first


def test_other_words_give_another_identity() -> None:
    one, two = (opened(render_pdf(paper(Paragraph((Run(text),))))) for text in ("one", "two"))
    assert bytes(one.trailer.ID[0]) != bytes(two.trailer.ID[0])


def test_the_file_says_what_it_is() -> None:
    with opened(render_pdf(paper(*EVERYTHING, title="Prŷs & Co"))) as pdf:
        assert pdf.Root.Lang == "en-GB"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.docinfo.Title) == "Prŷs & Co"
        assert str(pdf.docinfo.CreationDate).startswith("D:20320405090000")
        with pdf.open_metadata() as about:
            assert about["dc:title"] == "Prŷs & Co"
            assert about["pdfuaid:part"] == "1"
            assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "A")


def test_all_text_is_tagged_or_furniture() -> None:
    shown = re.compile(rb"BDC|EMC|Tj")
    with opened(render_pdf(paper(*EVERYTHING))) as pdf:
        for page in pdf.pages:
            depth = 0
            for operator in shown.findall(page.Contents.read_bytes()):
                depth += {b"BDC": 1, b"EMC": -1}.get(operator, 0)
                assert depth == 1 or operator == b"EMC"
            assert depth == 0


def test_the_structure_tree_is_whole_and_leads_back() -> None:
    with opened(render_pdf(paper(*EVERYTHING))) as pdf:
        tree = list(nodes(pdf.Root.StructTreeRoot.K))
        tags = [str(node.S) for node in tree]
        for tag in (
            "/H1",
            "/H2",
            "/H3",
            "/BlockQuote",
            "/L",
            "/Lbl",
            "/LBody",
            "/Caption",
            "/TH",
            "/TD",
            "/Figure",
            "/Link",
            "/Form",
        ):
            assert tag in tags
        assert next(n for n in tree if n.S == "/Span").Lang == "cy"
        assert next(n for n in tree if n.S == "/Figure").Alt == "Bars. Met: 3; gap: 0."
        assert "/BBox" in next(n for n in tree if n.S == "/Figure").A
        assert {str(n.A.Scope) for n in tree if n.S == "/TH"} == {"/Column", "/Row"}
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        assert [int(number) for number in list(numbers)[::2]] == list(range(len(numbers) // 2))
        for page in pdf.pages:
            assert page.Tabs == "/S"
            for note in page.get("/Annots", []):
                owner = numbers[2 * int(note.StructParent) + 1]
                assert owner.S in ("/Link", "/Form")
                assert note.P.objgen == page.obj.objgen


def test_a_link_says_where_it_leads() -> None:
    with opened(render_pdf(paper(*EVERYTHING))) as pdf:
        (link,) = [a for page in pdf.pages for a in page.get("/Annots", []) if a.Subtype == "/Link"]
        assert link.Contents == "d@x.example"
        assert link.A.URI == "mailto:d@x.example"


def test_links_in_headings_and_cells_are_elements_of_their_own() -> None:
    link = (Run("See "), Run("this page", strong=True, href="https://a.example"))
    blocks = (Heading(link, 2), Table("", (link, "b"), (("1", link), *(("2", "c") for _ in range(80)))))
    with opened(render_pdf(paper(*blocks))) as pdf:
        owners = [str(node.P.S) for node in nodes(pdf.Root.StructTreeRoot.K) if node.S == "/Link"]
        notes = [a for page in pdf.pages for a in page.get("/Annots", []) if a.Subtype == "/Link"]
        assert owners == ["/H1", "/TH", "/TD"]
        assert [str(note.A.URI) for note in notes] == ["https://a.example"] * 3, "the head again is no link"
        assert str(pdf.Root.Outlines.First.Title) == "See this page"


def test_the_signature_field_is_empty_named_and_drawn() -> None:
    with opened(render_pdf(paper(*EVERYTHING))) as pdf:
        (field,) = pdf.Root.AcroForm.Fields
        assert tuple(str(field[key]) for key in ("/FT", "/T", "/TU")) == (
            "/Sig",
            "Signature",
            "Digital signature of Me",
        )
        assert "/V" not in field
        assert "/N" in field.AP


def test_headings_make_the_outline() -> None:
    with opened(render_pdf(paper(*EVERYTHING))) as pdf, pdf.open_outline() as outline:
        (top,) = outline.root
        assert top.title == "Subject"
        assert [kid.title for kid in top.children] == ["Part", "Next"]
        assert [kid.title for kid in top.children[0].children] == ["Sub"]


def test_without_headings_there_is_no_outline() -> None:
    with opened(render_pdf(paper(Paragraph((Run("x"),))))) as pdf:
        assert "/Outlines" not in pdf.Root


def test_furniture_is_on_every_page_and_counts_them() -> None:
    pages = pages_of(render_pdf(paper(*EVERYTHING)))
    assert len(pages) > 2
    for number, text in enumerate(pages, 1):
        assert text.count("OFFICIAL") == 2
        assert f"Page {number} of {len(pages)}" in text
        assert "REF/1" in text


def test_without_marking_there_is_none() -> None:
    (text,) = pages_of(render_pdf(paper(Paragraph((Run("x"),)), marking="")))
    assert text.split() == ["REF/1", "Page", "1", "of", "1", "x"]


@pytest.mark.parametrize("lines", grid(range(1, 12), ordinary=[1, 2, 3, 5]))
def test_no_line_of_a_paragraph_stands_alone_on_a_page(lines: int) -> None:
    before = [Paragraph((Run(f"Before{n}"),)) for n in range(28)]
    for count in range(18, 29):
        pages = pages_of(render_pdf(paper(*before[:count], Paragraph((Run("\n".join(["line"] * lines)),)))))
        on_each = [text.split().count("line") for text in pages]
        assert sum(on_each) == lines
        assert all(here in {0, lines} or here > 1 for here in on_each)


def test_a_quotation_has_a_bar_beside_all_of_it() -> None:
    words = Paragraph((Run(SENTENCE * 60),))
    data = render_pdf(paper(Paragraph((Run("Before."),)), Quote((words, words)), Paragraph((Run("After."),))))
    with pypdfium2.PdfDocument(data) as document:
        assert len(document) > 1
        for page in document:
            boxes = [thing.get_bounds() for thing in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_PATH])]
            (bar,) = [box for box in boxes if box[2] - box[0] < 2]
            rows = [thing.get_bounds() for thing in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_TEXT])]
            quoted = [row for row in rows if row[0] > 95 and 90 < row[1] < 760]
            assert quoted
            assert all(bar[1] < row[1] and row[3] < bar[3] for row in quoted)


def test_a_table_of_more_columns_than_fit_is_refused_by_name() -> None:
    wide = Table("Many", tuple("Head" for _ in range(40)), (tuple("word" for _ in range(40)),))
    with pytest.raises(PaperError, match="table that begins “Many” has 40 columns, more than fit") as refused:
        render_pdf(paper(wide))
    assert refused.value.remedy


def test_columns_are_as_wide_as_what_stands_in_them() -> None:
    table = Table("", ("No.", "Finding"), (("1", SENTENCE * 4), ("2", SENTENCE)))
    (text,) = pages_of(render_pdf(paper(table)))
    assert SENTENCE.strip() in text, "the wide column got the room that the narrow one has no use for"


def test_what_stands_on_every_page_is_whole_or_refused() -> None:
    marking = (
        "OFFICIAL-SENSITIVE: for the eyes of the chief constable and her deputy, and of nobody else at all"
    )
    (text,) = pages_of(render_pdf(paper(Paragraph((Run("x"),)), marking=marking)))
    assert " ".join(text.split()).count(marking) == 2
    with pytest.raises(PaperError, match="no room on every page"):
        render_pdf(paper(marking=marking * 9))


def test_a_signature_field_of_half_a_page_is_refused() -> None:
    with pytest.raises(PaperError, match="signature field that begins “Name"):
        render_pdf(paper(Field("F", "T", ("Name " * 900,))))


def test_a_draft_says_so_on_every_page_and_is_not_read_out() -> None:
    data = render_pdf(replace(paper(*EVERYTHING), draft=("DRAFT", "not signed")))
    pages = pages_of(data)
    assert all(text.count("DRAFT") == 1 and "DRAFT, not signed" in text for text in pages)
    with opened(data) as pdf:
        assert all(b"/Watermark Do" in page.Contents.read_bytes() for page in pdf.pages)
    assert "DRAFT" not in Printed(data).text
    assert not any("DRAFT" in text for text in pages_of(render_pdf(paper(*EVERYTHING))))


def test_the_head_of_a_table_is_read_once_and_seen_on_each_page() -> None:
    data = render_pdf(paper(Table("", ("Namehead", "Count"), tuple((f"r{n}", "1") for n in range(120)))))
    pages = pages_of(data)
    assert len(pages) > 1
    assert all("Namehead" in text for text in pages)
    with opened(data) as pdf:
        assert (
            len([n for n in nodes(pdf.Root.StructTreeRoot.K) if n.S == "/TH" and n.A.Scope == "/Column"]) == 2
        )


@pytest.mark.parametrize(
    ("block", "told"),
    [
        (
            Paragraph((Run("To 王 Police"),)),
            r"“王” \(U\+738B, cjk unified ideograph-738b\), in the paragraph that begins “To 王 Police”",
        ),
        (Heading("Ok \u0007", 1), r"\(U\+0007, control character\), in the heading"),
        (Table("", ("A",), (("🙂",),)), r"“🙂” \(U\+1F642, slightly smiling face\), in the table cell"),
        (Figure("", (Bar("王", 1),)), "in the bar"),
        (Field("F", "T", ("王",)), "in the signature field"),
        (
            Quote((Paragraph((Run("שלום"),)),)),
            r"\(U\+05E9, hebrew letter shin\), .* is written from right to left",
        ),
    ],
)
def test_a_character_that_cannot_be_printed_is_named_with_its_place(block: Block, told: str) -> None:
    with pytest.raises(PaperError, match=told) as refused:
        render_pdf(paper(block))
    assert refused.value.remedy


def test_furniture_is_checked_too() -> None:
    with pytest.raises(PaperError, match="what stands on every page"):
        render_pdf(paper(marking="机密"))


def test_resources_that_are_gone_are_named(tmp_path: Path) -> None:
    with pytest.raises(PaperError, match=r"LiberationSans-Regular.ttf is missing .* Install Reviewer again"):
        Press(Resources(tmp_path))


def test_an_empty_paper_is_one_page() -> None:
    assert len(pages_of(render_pdf(paper()))) == 1


def test_welsh_letters_come_out_as_they_went_in() -> None:
    (text,) = pages_of(render_pdf(paper(Paragraph((Run("Tŷ'r Cŵn, ŴŶŵŷ"),)))))
    assert "Tŷ'r Cŵn, ŴŶŵŷ" in text


COVERED = sorted(
    chr(code)
    for code in Typeface(installed_resources()).fonts["regular"].face.charToGlyph
    if 0x20 <= code < 0x250 and code not in {0x7F, 0xAD} and not 0x80 <= code < 0xA0
)


@settings(max_examples=60)
@given(st.lists(st.text(st.sampled_from(COVERED), max_size=120), min_size=1, max_size=4))
def test_any_covered_text_survives_the_way_to_pdf_and_back(parts: list[str]) -> None:
    runs = tuple(Run(part, strong=bool(n % 2), em=n > 1) for n, part in enumerate(parts))
    text = "".join(pages_of(render_pdf(paper(Paragraph(runs), marking=""))))
    found = "".join(text.split())
    wanted = "".join("".join(parts).split())
    assert found.endswith(wanted) or found.replace("\ufffe", "-").endswith(wanted.replace("\u00ad", ""))
