"""Pictures on pages of PDFs that have text too: each is a part of its own, named by what it shows, and drawn as it is seen."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageStat
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from reviewer.documents.formats import dispatch, pdf_pictures, pdf_regions
from reviewer.documents.formats.pdf_regions import Laid
from reviewer.documents.reader import Reading
from reviewer.model import NoteCode, NoText, Part

Read = Callable[..., Reading]
WIDTH, HEIGHT = 400, 300


def pages(*drawn: Callable[[Canvas], None]) -> bytes:
    """A PDF whose pages, 400 × 300 points, have a line of text each and what is drawn."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), invariant=1)
    for draw in drawn:
        draw(canvas)
        canvas.setFillGray(0)
        canvas.drawString(20, 280, "A line of text of the page's own.")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def lying(picture: Image.Image, x: float, y: float, wide: float, high: float) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(picture), x, y, wide, high, mask="auto")

    return draw


def edited(data: bytes, edit: Callable[[pikepdf.Pdf], None]) -> bytes:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        edit(pdf)
        pdf.save(made)
    return made.getvalue()


def chequered(seed: int = 0, size: tuple[int, int] = (300, 200)) -> Image.Image:
    """A picture that is like no other of another seed, and looks otherwise however it is turned."""
    picture = Image.linear_gradient("L").resize(size)
    picture.paste(seed * 20, (0, 0, size[0] // 3, size[1] // 4))
    return picture


def pictures(read: Read, data: bytes) -> list[Part]:
    return [part for part in read(data, "a.pdf").text.parts if part.picture]


def names(read: Read, data: bytes) -> list[str]:
    return [part.picture.sha256 for part in pictures(read, data) if part.picture]


def box(part: Part) -> tuple[int, ...]:
    assert part.picture is not None
    assert part.picture.box is not None
    return tuple(map(round, part.picture.box))


def shown(data: bytes, part: Part) -> Image.Image:
    assert part.picture is not None
    return dispatch.picture(data, {"key": part.picture.key, "box": part.picture.box, "password": None})


def test_a_picture_beside_text_waits_in_its_place(read: Read) -> None:
    (part,) = pictures(read, pages(lying(chequered(), 50, 100, 300, 150)))
    assert (part.place, part.label, part.no_text) == ("p1/picture1", "page 1, picture 1", NoText.PICTURE)
    assert part.waits
    assert part.picture is not None
    assert part.picture.within == "p1"
    assert box(part) == (50, 50, 350, 200)


def test_a_page_without_text_is_a_picture_as_a_whole(read: Read) -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT))
    lying(chequered(), 0, 0, WIDTH, HEIGHT)(canvas)
    canvas.showPage()
    canvas.save()
    (part,) = read(file.getvalue(), "a.pdf").text.parts
    assert (part.place, part.no_text, part.picture) == ("p1", NoText.PICTURE, None)


def test_a_scan_cut_into_strips_is_one_picture(read: Read) -> None:
    def strips(canvas: Canvas) -> None:
        whole = chequered()
        for top in range(0, 200, 8):
            lying(whole.crop((0, top, 300, top + 8)), 0, HEIGHT - (top + 8) * 1.4, WIDTH, 8 * 1.4)(canvas)

    (part,) = pictures(read, pages(strips))
    assert box(part) == (0, 0, 400, 280)


def test_a_picture_on_many_pages_has_one_name_and_another_has_another(read: Read) -> None:
    logo, other = chequered(1), chequered(2)
    first, moved, larger, different, turned = names(read, pages(
        lying(logo, 20, 20, 90, 60), lying(logo, 200, 100, 90, 60), lying(logo, 20, 20, 180, 120),
        lying(other, 20, 20, 90, 60), lying(logo.rotate(180), 20, 20, 90, 60),
    ))  # fmt: skip
    assert first == moved == larger
    assert len({first, different, turned}) == 3


def test_a_picture_turned_by_the_page_has_another_name(read: Read) -> None:
    def turn(pdf: pikepdf.Pdf) -> None:
        pdf.pages[1].rotate(180, relative=False)

    upright, turned = names(read, edited(pages(*[lying(chequered(), 20, 20, 90, 60)] * 2), turn))
    assert upright != turned


def test_what_is_laid_over_a_picture_is_part_of_its_name(read: Read) -> None:
    def blackened(canvas: Canvas) -> None:
        lying(chequered(), 20, 20, 90, 60)(canvas)
        canvas.rect(30, 30, 40, 20, stroke=0, fill=1)

    plain, other = names(read, pages(lying(chequered(), 20, 20, 90, 60), blackened))
    assert plain != other


def _ink(pdf: pikepdf.Pdf, seed: int) -> pikepdf.Object:
    """A picture of one black dot that is seen through a mask."""
    mask = chequered(seed)
    keys = {"Type": Name.XObject, "Subtype": Name.Image, "ColorSpace": Name.DeviceGray, "BitsPerComponent": 8}
    seen = pdf.make_stream(mask.tobytes(), Width=mask.width, Height=mask.height, **keys)
    return pdf.make_stream(b"\0", Width=1, Height=1, SMask=seen, **keys)


def test_pictures_that_only_their_masks_tell_apart_have_names_of_their_own(read: Read) -> None:
    def draw(pdf: pikepdf.Pdf) -> None:
        for page, seed in zip(pdf.pages, (1, 2), strict=True):
            page.Resources.XObject = Dictionary(Im=_ink(pdf, seed))
            page.contents_add(pdf.make_stream(b"q 90 0 0 60 20 20 cm /Im Do Q"))

    first, other = names(read, edited(pages(*[lambda _canvas: None] * 2), draw))
    assert first != other


def test_a_picture_with_a_mask_has_one_name_on_many_pages(read: Read) -> None:
    clear = chequered().convert("RGBA")
    clear.putalpha(chequered(3))
    assert len(set(names(read, pages(*[lying(clear, 20, 20, 90, 60)] * 3)))) == 1


def test_a_picture_in_a_form_in_a_form_lies_where_it_is_drawn(read: Read) -> None:
    def forms(canvas: Canvas) -> None:
        canvas.beginForm("inner")
        lying(chequered(), 0, 0, 90, 60)(canvas)
        canvas.endForm()
        canvas.beginForm("outer")
        canvas.translate(10, 10)
        canvas.doForm("inner")
        canvas.endForm()
        canvas.translate(100, 100)
        canvas.scale(2, 2)
        canvas.doForm("outer")
        canvas.resetTransforms()

    (part,) = pictures(read, pages(forms))
    assert box(part) == (120, 60, 300, 180)


def test_only_what_a_clip_lets_be_seen_is_looked_at(read: Read) -> None:
    def clipped(canvas: Canvas) -> None:
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(100, 100, 80, 50)
        canvas.clipPath(path, stroke=0)
        lying(chequered(), 0, 0, WIDTH, HEIGHT)(canvas)
        canvas.restoreState()

    (part,) = pictures(read, pages(clipped))
    assert box(part) == (100, 150, 180, 200)


def test_the_place_is_as_a_turned_and_cut_page_shows_it(read: Read) -> None:
    def turn(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.CropBox = Array([10, 20, WIDTH, HEIGHT])
        pdf.pages[0].rotate(90, relative=False)

    (part,) = pictures(read, edited(pages(lying(chequered(), 50, 100, 90, 60)), turn))
    assert box(part) == (80, 40, 140, 130)


@pytest.mark.parametrize(
    "draw",
    [
        lying(chequered(), 20, 20, 200, 3),
        lying(chequered(size=(1, 1)), 0, 0, WIDTH, HEIGHT),
        lying(chequered(size=(1, 255)), 0, 0, WIDTH, HEIGHT),
        lying(chequered(), WIDTH + 10, 20, 90, 60),
    ],
    ids=["a line", "a surface", "a shade", "beside the page"],
)
def test_what_can_hold_no_word_is_no_picture(read: Read, draw: Callable[[Canvas], None]) -> None:
    assert pictures(read, pages(draw)) == []


def test_a_stamp_that_draws_a_picture_is_one(read: Read) -> None:
    def stamp(pdf: pikepdf.Pdf) -> None:
        form = {"Type": Name.XObject, "Subtype": Name.Form, "BBox": [0, 0, 90, 60]}
        drawn = pdf.make_stream(b"q 90 0 0 60 0 0 cm /Im Do Q", **form)
        drawn.Resources = Dictionary(XObject=Dictionary(Im=_ink(pdf, 1)))
        rect = Array([100, 100, 190, 160])
        stamped = pdf.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=rect, F=4, AP=Dictionary(N=drawn))
        )
        pdf.pages[0].Annots = Array([stamped])

    (part,) = pictures(read, edited(pages(lambda _canvas: None), stamp))
    assert box(part) == (100, 140, 190, 200)


def test_a_surface_laid_with_a_picture_is_one(read: Read) -> None:
    def lay(pdf: pikepdf.Pdf) -> None:
        tile = pdf.make_stream(b"q 90 0 0 60 0 0 cm /Im Do Q", Type=Name.Pattern, PatternType=1, PaintType=1,
                               TilingType=1, BBox=[0, 0, 90, 60], XStep=90, YStep=60)  # fmt: skip
        tile.Resources = Dictionary(XObject=Dictionary(Im=_ink(pdf, 1)))
        pdf.pages[0].Resources.Pattern = Dictionary(P=tile)
        pdf.pages[0].contents_add(pdf.make_stream(b"/Pattern cs /P scn 90 60 90 60 re f"))

    (part,) = pictures(read, edited(pages(lambda _canvas: None), lay))
    assert box(part) == (90, 180, 180, 240)


def test_of_too_many_pictures_the_largest_are_read_and_the_others_told(read: Read) -> None:
    def many(canvas: Canvas) -> None:
        for number in range(pdf_pictures.MOST + 5):
            lying(chequered(), 5 + 19 * (number % 20), 10 + 19 * (number // 20), 14, 14)(canvas)
        lying(chequered(), 300, 240, 60, 30)(canvas)

    text = read(pages(many), "a.pdf").text
    found = [box(part) for part in text.parts if part.picture]
    assert len(found) == pdf_pictures.MOST
    assert (300, 30, 360, 60) in found
    assert [dict(told.values) for told in text.also if told.code is NoteCode.PICTURES_TOO_MANY] == [
        {"pictures": 6, "limit": pdf_pictures.MOST}
    ]


def test_it_is_drawn_on_its_ground_without_the_pages_own_letters(read: Read) -> None:
    def dark(canvas: Canvas) -> None:
        canvas.rect(0, 0, WIDTH, HEIGHT, stroke=0, fill=1)
        clear = Image.new("RGBA", (200, 200), (255, 255, 255, 0))
        clear.paste((255, 255, 255, 255), (0, 0, 200, 100))
        lying(clear, 100, 100, 72, 72)(canvas)
        canvas.setFillGray(0)
        canvas.drawString(100, 150, "MMMMMMMM")

    data = pages(dark)
    (part,) = pictures(read, data)
    picture = shown(data, part)
    assert picture.size == pytest.approx(
        (300, 300), abs=2
    )  # what masks may draw finer than the picture's own dots
    upper, lower = picture.crop((0, 0, 300, 148)), picture.crop((0, 152, 300, 300))
    assert ImageStat.Stat(upper).mean == pytest.approx([255] * 3, abs=2)
    assert ImageStat.Stat(lower).mean == pytest.approx([0] * 3, abs=2)


def test_a_coarse_picture_is_drawn_at_a_multiple_of_its_dots(read: Read) -> None:
    data = pages(lying(chequered(size=(100, 100)), 100, 100, 72, 72))
    (part,) = pictures(read, data)
    assert shown(data, part).size == pytest.approx((200, 200), abs=2)


def test_a_fine_one_is_not_drawn_without_end(read: Read) -> None:
    data = pages(lying(chequered(size=(3000, 3000)), 100, 100, 72, 72))
    (part,) = pictures(read, data)
    assert max(shown(data, part).size) <= 402
    assert ImageStat.Stat(shown(data, part).convert("L")).mean[0] > 100


def test_boxes_that_touch_are_one_region_and_others_are_not() -> None:
    near, far = Laid((0, 0, 100, 50), 200), Laid((0, 200, 100, 250), 200)
    chain = [Laid((90, 20, 190, 60), 200), Laid((189, 61, 290, 100), 200)]
    found = sorted(region.box for region in pdf_regions.regions([far, *chain, near]))
    assert found == [(0, 0, 290, 100), (0, 200, 100, 250)]


@pytest.mark.thorough
def test_ten_thousand_small_ones_are_one_region() -> None:
    dots = [
        Laid((at % 100 * 10, at // 100 * 10, at % 100 * 10 + 7, at // 100 * 10 + 7), 300)
        for at in range(10_000)
    ]
    (region,) = pdf_regions.regions(dots)
    assert region.box == (0, 0, 997, 997)
