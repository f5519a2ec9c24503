"""Text layers that lie are noticed by their picture, and layers that only look odd are believed."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pikepdf
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from reviewer.documents.formats import pdf, pdf_doubt, pdf_text
from reviewer.documents.reader.values import RefusalError
from reviewer.model.doubts import Doubt
from tests.needles import pdf_fonts
from tests.needles.outlines import Outlines
from tests.needles.pdf_writing import HEIGHT, OTHER, WIDTH, drawn, edited, line, one_page, with_font
from tests.needles.pictures import page as page_picture
from tests.needles.words import words
from tests.scale import scale

PHRASE = "bimopi tutupe nusesa"
PAGES = scale("corpus-pages", small=16, whole=1000)
"""So many pages at most of a document of the corpus are compared: those of one document are much alike."""

GOOD_AT_MOST = 0.01
"""How many of the good pages may be doubted."""

LYING: dict[str, Doubt] = {
    "pdf font without a map": Doubt.UNKNOWN_LETTERS,
    "pdf wide font without a map": Doubt.OTHER_LETTERS,
    "pdf map shifted by one letter": Doubt.OTHER_LETTERS,
    "pdf map shifted by 29": Doubt.OTHER_LETTERS,
    "pdf map scrambled": Doubt.OTHER_LETTERS,
    "pdf map with one letter for another": Doubt.OTHER_LETTERS,
    "pdf map into the private use area": Doubt.UNKNOWN_LETTERS,
    "pdf map to control characters": Doubt.UNKNOWN_LETTERS,
    "pdf map to replacement characters": Doubt.UNKNOWN_LETTERS,
    "pdf one bad font among good ones": Doubt.OTHER_LETTERS,
    "pdf bad ligatures only": Doubt.UNKNOWN_LETTERS,
    "pdf outlines alone": Doubt.OUTLINES,
    "pdf outlines beside text": Doubt.OUTLINES,
    "pdf font of drawings": Doubt.UNKNOWN_LETTERS,
    "pdf recognised layer of noise": Doubt.LAYER_DIFFERS,
    "pdf recognised layer of another language": Doubt.LAYER_DIFFERS,
    "pdf recognised layer moved off its picture": Doubt.LAYER_MOVED,
}


def doubts(data: bytes, pages: int | None = None) -> dict[int, set[Doubt]]:
    """Why each page is doubted, of all or of so many pages."""
    head, _none = pdf_doubt.doubt(data, {"at": 0, "step": 1e9, "until": pages, "leave": [], "password": None})
    assert head["next"] in {None, pages}
    return {number: set(map(Doubt, why)) for number, why, _share in head["pages"]}


@pytest.fixture
def one_carrier(request: pytest.FixtureRequest) -> bytes:
    (carrier,) = [each for each in pdf_fonts.CARRIERS if each.name == request.param]
    return carrier.make(carrier.draw(random.Random(f"doubts {carrier.name}")))


def test_each_carrier_of_a_lying_layer_has_its_doubt() -> None:
    assert {carrier.name for carrier in pdf_fonts.CARRIERS} == set(LYING)


@pytest.mark.thorough
@pytest.mark.parametrize(("one_carrier", "why"), LYING.items(), indirect=["one_carrier"])
def test_a_layer_that_lies_is_noticed(one_carrier: bytes, why: Doubt) -> None:
    found = doubts(one_carrier)
    assert set(found) == {0}
    assert why in found[0] or (why, found[0]) == (Doubt.OTHER_LETTERS, {Doubt.UNKNOWN_LETTERS})


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("the of\ufffdce of the of\ufffdcer", True),
        ("a good line\n\uf041\uf06e\uf06f\uf072\uf064\uf069\uf06e\nand another", True),
        ("\uf0b7 first\n\uf0b7 second\n\uf0b7 third", False),
        ("f(x) = \uf8eb\uf8ec\uf8ec\uf8ec\uf8ec\uf8ec\uf8ed y", False),  # a bracket in pieces
        ("“Zażółć” – ŵyr, Ελλάδα", False),
    ],
)
def test_letters_that_say_nothing_are_told_of_when_a_page_is_read(text: str, unknown: bool) -> None:
    assert pdf_text.is_rubbish(text) is unknown


def canvas_lines(canvas: Canvas, font: str, size: float, *lines: str) -> None:
    canvas.setFont(font, size)
    for number, text in enumerate(lines):
        canvas.drawString(60, 740 - 1.6 * size * number, text)


def in_font(font: str, size: float, *lines: str) -> Callable[[], bytes]:
    """A page in one of the fonts that every program has."""
    return lambda: drawn(lambda canvas: canvas_lines(canvas, font, size, *lines))


def turned(*degrees: float) -> bytes:
    def draw(canvas: Canvas) -> None:
        for number, angle in enumerate(degrees):
            canvas.saveState()
            canvas.translate(300, 200 + 110 * number)
            canvas.rotate(angle)
            canvas.drawString(0, 0, "Sideways heading of a table")
            canvas.restoreState()

    return drawn(draw)


def unseen_colours() -> bytes:
    """White on white, pale on dark, cut off by a clip, and under a bar."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(1)
        canvas_lines(canvas, "Helvetica", 12, OTHER)
        canvas.setFillGray(0.2)
        canvas.rect(50, 590, 400, 30, fill=1)
        canvas.setFillColorRGB(1, 1, 0.7)
        canvas.drawString(60, 600, "Pale words on a dark ground of a heading")
        canvas.setFillGray(0)
        clip = canvas.beginPath()
        clip.rect(60, 500, 80, 20)
        canvas.clipPath(clip, stroke=0)
        canvas.drawString(60, 505, "Half of these words are cut off by a clip")

    return drawn(draw)


def other_scripts() -> bytes:
    lines = (
        "Съешь же ещё этих мягких французских булок, да выпей чаю.",
        "Все люди рождаются свободными и равными в своём достоинстве.",
        "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια.",
        "Mae hawl gan bawb i addysg: tŷ, ŵyr, môr, gwên.",
    )
    return with_font(lambda canvas: canvas_lines(canvas, "Needle", 14, *lines))


def spaced() -> bytes:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(60, 700)
        text.setFont("Helvetica", 12)
        text.setCharSpace(5)
        text.textLine("Heading with much space")
        canvas.drawText(text)

    return drawn(draw)


def good_scan() -> bytes:
    """A scan with a right layer of unseen words, each line where it is."""

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(page_picture(PHRASE)), 0, 0, WIDTH, HEIGHT)
        for baseline, text in (
            (453, "The board met again and agreed on this:"), (426, PHRASE), (399, PHRASE.upper()),
        ):  # fmt: skip
            hidden = canvas.beginText(123, baseline)
            hidden.setTextRenderMode(3)
            hidden.setFont("Helvetica", 15.5)
            hidden.textLine(text)
            canvas.drawText(hidden)

    return drawn(draw)


def chart() -> bytes:
    """Lines, circles, bars and a row of rounded boxes with their text."""

    def draw(canvas: Canvas) -> None:
        canvas_lines(canvas, "Helvetica", 12, OTHER)
        for number in range(12):
            canvas.circle(100 + 30 * number, 500 + 11 * (number % 5), 6, fill=1)
            canvas.rect(100 + 30 * number, 300, 20, 20 + 9 * number, fill=1)
            canvas.roundRect(60 + 40 * number, 150, 34, 20, 5)
            canvas.drawCentredString(77 + 40 * number, 156, str(number))

    return drawn(draw)


GOOD: dict[str, Callable[[], bytes]] = {
    "symbols": in_font("Symbol", 14, "abcdefghijklm", "nopqrstuvwxyz"),
    "ticks": in_font("ZapfDingbats", 14, "4 4 6 4 6 4", "n n o o n q"),
    "page number": in_font("Times-Roman", 10, "17"),
    "tiny": in_font("Helvetica", 3, OTHER, OTHER),
    "huge": in_font("Times-Bold", 90, "Report", "of 2017"),
    "slanted": in_font("Times-Italic", 11, OTHER, "Officers declared 14 gifts (see page 3)."),
    "typewriter": in_font("Courier-BoldOblique", 11, OTHER, "0123456789 O0 l1I|"),
    "leaders": in_font("Helvetica", 11, "Chapter one . . . . . . . . . . 3", "Chapter two ............. 17"),
    "turned": lambda: turned(90, 180, 270, 33, -12),
    "unseen colours": unseen_colours,
    "other scripts": other_scripts,
    "spaced": spaced,
    "good scan": good_scan,
    "chart": chart,
}


@pytest.mark.thorough
@pytest.mark.parametrize("name", GOOD)
def test_a_layer_that_only_looks_odd_is_believed(name: str) -> None:
    assert doubts(GOOD[name]()) == {}


def test_outlines_are_noticed_within_a_form_and_by_their_edges_alone() -> None:
    path = Outlines().path(PHRASE, 72, 600, 18)
    assert doubts(one_page(f"{path.replace(' f', ' S')} {line(OTHER, y=560)}")) == {0: {Doubt.OUTLINES}}

    def into_form(pdf: pikepdf.Pdf) -> None:
        form = pdf.make_stream(path.encode())
        form.Type, form.Subtype, form.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, [0, 0, WIDTH, HEIGHT]
        one = pdf.pages[0]
        one.Resources.XObject = pikepdf.Dictionary(F=form)
        one.Contents = pdf.make_stream(one.Contents.read_bytes() + b" /F Do")

    assert doubts(edited(one_page(line(OTHER, y=560)), into_form)) == {0: {Doubt.OUTLINES}}


@pytest.mark.parametrize("matrix", ["0 1 -1 0 400 100", "0 -1 1 0 100 700", "-1 0 0 -1 500 900"])
def test_outlines_are_noticed_whichever_way_up(matrix: str) -> None:
    path = Outlines().path(PHRASE, 72, 200, 18)
    assert doubts(one_page(f"{line(OTHER, y=760)} q {matrix} cm {path} Q")) == {0: {Doubt.OUTLINES}}


@pytest.mark.thorough
def test_a_stamp_of_outlines_is_noticed_and_one_of_letters_is_read() -> None:
    def stamped(content: str) -> bytes:
        def edit(pdf: pikepdf.Pdf) -> None:
            form = pdf.make_stream(content.encode())
            form.Type, form.Subtype, form.BBox = (
                pikepdf.Name.XObject,
                pikepdf.Name.Form,
                [0, 0, WIDTH, HEIGHT],
            )
            form.Resources = pdf.pages[0].Resources
            note = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=[0, 0, WIDTH, HEIGHT], F=4,
                AP=pikepdf.Dictionary(N=form),
            )  # fmt: skip
            pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(note)])

        return edited(one_page(line(OTHER, y=560)), edit)

    path = Outlines().path(PHRASE, 72, 600, 18)
    assert doubts(stamped(path)) == {0: {Doubt.OUTLINES}}
    boxed = " ".join(f"{x} 590 m {x + 9} 590 {x + 9} 612 {x} 612 c h S" for x in range(60, 300, 12))
    assert doubts(stamped(f"{boxed} {line('Approved by the board', y=600)}")) == {}


def test_words_that_the_file_says_otherwise_are_noticed() -> None:
    said = words(random.Random("said")).encode("utf-16-be").hex()
    content = (
        f"{line(OTHER, y=560)} {line(OTHER, y=530)} /Span <</ActualText <FEFF{said}>>> BDC {line(PHRASE)} EMC"
    )
    assert doubts(one_page(content)) == {0: {Doubt.OTHER_LETTERS}}


def test_digits_for_digits_are_noticed() -> None:
    lines = ["Reference 20173 of 31.12.2017, case 7123", "Reference 33172 of 17.03.2012, case 1372"] * 3

    def draw(canvas: Canvas) -> None:
        canvas_lines(canvas, "Needle", 14, *lines)

    swapped = {ord("3"): ord("7"), ord("7"): ord("3")}
    data = pdf_fonts.mapped(with_font(draw), lambda letter: swapped.get(letter, letter))
    assert doubts(data) == {0: {Doubt.OTHER_LETTERS}}


def test_a_font_that_lies_is_not_excused_by_its_namesake() -> None:
    def draw(canvas: Canvas) -> None:
        canvas_lines(canvas, "Needle", 14, *[OTHER] * 9)

    good = with_font(draw)
    swapped = str.maketrans("imtoln", "miotnl")  # so that no letter is new to the font
    bad = pdf_fonts.mapped(good, lambda letter: swapped.get(letter, letter))

    def edit(pdf: pikepdf.Pdf) -> None:
        with pikepdf.open(io.BytesIO(bad)) as other:
            pdf.pages.extend(other.pages)

    assert doubts(edited(good, edit)) == {1: {Doubt.OTHER_LETTERS}}


def test_a_page_with_more_fonts_than_there_is_time_for_is_doubted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_doubt, "_SECONDS", 0.0)
    assert doubts(one_page(line(OTHER))) == {0: {Doubt.NOT_COMPARED}}


@pytest.mark.thorough
def test_a_line_as_long_as_a_book_is_compared_piece_by_piece() -> None:
    text = canvas_text(" ".join([OTHER] * 60))
    assert doubts(text) == {}
    assert doubts(pdf_fonts.mapped(text, lambda letter: letter + 1)) == {0: {Doubt.OTHER_LETTERS}}


def canvas_text(text: str) -> bytes:
    """A page as wide as its one line."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Needle", 12)
        canvas.drawString(10, 10, text)

    return with_font(draw, (12000, 40))


def unknown_letters(data: bytes) -> Iterator[int]:
    """The pages that are told of when the document is read already."""
    document = pdf.opened(data, None)
    for number in range(min(document.pages, PAGES)):
        with suppress(RefusalError), document.page(number) as page:
            if pdf_text.is_rubbish(pdf_text.text(page)):
                yield number


def files(folder: Path) -> Iterator[Path]:
    yield from sorted(folder.rglob("*.pdf"))


@pytest.mark.thorough
def test_few_of_the_good_pages_in_the_corpus_are_doubted(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages, found = 0, dict[str, set[int]]()
    for folder in (shared / "corpus", shared / "corpus-misread"):
        for path in files(folder):
            data = path.read_bytes()
            try:
                numbers = set(doubts(data, PAGES)) | set(unknown_letters(data))
                pages += min(pdf.opened(data, None).pages, PAGES)
            except RefusalError:
                continue
            if numbers:
                found[f"{path.parent.name}/{path.name}"] = numbers
    with capsys.disabled():
        print(f"\n{pages} pages compared, doubted: {found}")
    assert set(found) >= LYING_FILES
    good = sum(len(numbers) for name, numbers in found.items() if name not in LYING_FILES)
    assert good <= GOOD_AT_MOST * pages


LYING_FILES = frozenset({
    "pdf-encodings/issue20232.pdf", "pdf-signed/pdf-signed-corrupted.pdf",
    "pdf-encodings/truetype_font_nomapping.pdf", "pdf-encodings/type3_font_nomapping.pdf",
})  # fmt: skip
"""Files whose own text isn't what they show, as a person sees who opens them."""
