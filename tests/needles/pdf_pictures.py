"""Pictures in PDFs: alone, under and between text, turned, dark, cut in strips, in forms, masks and stamps."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.needles.carriers import Carrier, Witness
from tests.needles.pdf_writing import HEIGHT, OTHER, WIDTH, drawn, edited, one_page, stream
from tests.needles.pictures import (
    EFFECTS,
    page,
    sideways,
    transparent,
)
from tests.needles.pictures import drawn as picture_of


def _put(canvas: Canvas, picture: Image.Image, x: float, y: float, dpi: int = 200) -> None:
    width, height = (side * 72 / dpi for side in picture.size)
    canvas.drawImage(ImageReader(picture), x, y, width, height, mask="auto")


def scan_alone(phrase: str) -> bytes:
    return drawn(lambda canvas: _put(canvas, page(phrase), 0, 0))


def scan_under_a_stamp(phrase: str) -> bytes:
    def draw(canvas: Canvas) -> None:
        _put(canvas, page(phrase), 0, 0)
        canvas.drawString(60, 820, "Received 3 March 2031, page 1 of 1")

    return drawn(draw)


def turned_scan_under_a_stamp(phrase: str) -> bytes:
    def draw(canvas: Canvas) -> None:
        _put(canvas, page(phrase).rotate(180), 0, 0)
        canvas.drawString(60, 20, "Received 3 March 2031, page 1 of 1")

    return drawn(draw)


def _between(made: Callable[[str], Image.Image], dpi: int = 200) -> Callable[[str], bytes]:
    """Text, the picture, and text again."""

    def make(phrase: str) -> bytes:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(72, 760, OTHER)
            _put(canvas, made(phrase), 72, 400, dpi)
            canvas.drawString(72, 300, OTHER)

        return drawn(draw)

    return make


def light_on_a_dark_page(phrase: str) -> bytes:
    """White ink on nothing, laid on a page that is dark: dark paper and white letters are seen."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0)
        canvas.rect(0, 0, WIDTH, HEIGHT, stroke=0, fill=1)
        canvas.setFillGray(1)
        canvas.drawString(72, 760, OTHER)
        _put(canvas, transparent(phrase, ink=255), 72, 500)

    return drawn(draw)


def picture_in_a_form(phrase: str) -> bytes:
    """The picture is drawn by a form XObject, which the page draws."""

    def draw(canvas: Canvas) -> None:
        canvas.beginForm("inner")
        _put(canvas, picture_of(phrase), 72, 500)
        canvas.endForm()
        canvas.drawString(72, 760, OTHER)
        canvas.doForm("inner")

    return drawn(draw)


def inline_picture(phrase: str) -> bytes:
    """A picture between BI and EI in the page's own content."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 760, OTHER)
        picture = picture_of(phrase)
        width, height = (side * 72 / 200 for side in picture.size)
        canvas.drawInlineImage(picture.convert("RGB"), 72, 500, width, height)

    return drawn(draw)


def stencil(phrase: str) -> bytes:
    """A mask of one bit a dot through which the page's colour is laid (ISO 32000-1, 8.9.6.2)."""
    picture = picture_of(phrase).convert("1", dither=Image.Dither.NONE)
    keys = f"/Type/XObject/Subtype/Image/Width {picture.width}/Height {picture.height}/ImageMask true/BitsPerComponent 1"
    content = f"BT /F1 12 Tf 72 760 Td ({OTHER}) Tj ET q 0 0 0.6 rg 400 0 0 145 72 500 cm /Im Do Q"
    return one_page(
        content,
        [stream(picture.tobytes().decode("latin-1"), keys)],
        resources="/XObject<</Im 6 0 R>>",
    )


def fax(phrase: str) -> bytes:
    """A page of CCITT Group 4, one bit a dot, as copiers send them, with their stamp in text."""
    data = io.BytesIO()
    sheet = page(phrase).convert("1", dither=Image.Dither.NONE)
    sheet.save(data, "TIFF", compression="group4", tiffinfo={278: sheet.height})
    with Image.open(io.BytesIO(data.getvalue())) as tiff:
        at, size = tiff.tag_v2[273][0], tiff.tag_v2[279][0]  # type: ignore[attr-defined]  # strip offsets and sizes
        whole = tiff.tag_v2[278] >= sheet.height  # type: ignore[attr-defined]  # rows in a strip
    assert whole, "the page must be one strip"
    keys = (
        f"/Type/XObject/Subtype/Image/Width {sheet.width}/Height {sheet.height}/ColorSpace/DeviceGray"
        f"/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns {sheet.width}/Rows {sheet.height}>>"
    )
    content = f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /Im Do Q BT /F1 9 Tf 60 820 Td (FAX 03-MAR-31 P.1/1) Tj ET"
    packed = data.getvalue()[at : at + size].decode("latin-1")
    return one_page(content, [stream(packed, keys)], resources="/XObject<</Im 6 0 R>>")


def strips(phrase: str) -> bytes:
    """A scan in strips of 37 rows, of which none has a whole letter."""

    def draw(canvas: Canvas) -> None:
        sheet, step = page(phrase), 37
        for top in range(0, sheet.height, step):
            piece = sheet.crop((0, top, sheet.width, min(top + step, sheet.height)))
            height = piece.height * HEIGHT / sheet.height
            y = HEIGHT - (top + piece.height) * HEIGHT / sheet.height
            canvas.drawImage(ImageReader(piece), 0, y, WIDTH, height)
        canvas.drawString(60, 820, "Received 3 March 2031, page 1 of 1")

    return drawn(draw)


def turned_page(phrase: str) -> bytes:
    """A picture on its side on a page whose /Rotate sets it right, with text beside it."""

    def draw(canvas: Canvas) -> None:
        _put(canvas, sideways(phrase), 200, 300)
        canvas.saveState()
        canvas.translate(100, 100)
        canvas.rotate(90)
        canvas.drawString(0, 0, OTHER)
        canvas.restoreState()

    def turn(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].rotate(90, relative=False)

    return edited(drawn(draw), turn)


def stamp_picture(phrase: str) -> bytes:
    """A stamp annotation whose appearance is a picture (ISO 32000-1, 12.5.6.12)."""
    picture = picture_of(phrase)
    keys = f"/Type/XObject/Subtype/Image/Width {picture.width}/Height {picture.height}/ColorSpace/DeviceGray/BitsPerComponent 8"
    form = "/Type/XObject/Subtype/Form/BBox[0 0 400 145]/Resources<</XObject<</Im 7 0 R>>>>"
    return one_page(
        f"BT /F1 12 Tf 72 760 Td ({OTHER}) Tj ET",
        [
            stream("q 400 0 0 145 0 0 cm /Im Do Q", form),
            stream(picture.tobytes().decode("latin-1"), keys),
            "<</Type/Annot/Subtype/Stamp/Rect[72 500 472 645]/F 4/AP<</N 6 0 R>>>>",
        ],
        keys="/Annots[8 0 R]",
    )


def tiles(phrase: str) -> bytes:
    """A surface laid with a picture, as drawing programs fill a shape with one (ISO 32000-1, 8.7.3)."""
    picture = picture_of(phrase)
    keys = f"/Type/XObject/Subtype/Image/Width {picture.width}/Height {picture.height}/ColorSpace/DeviceGray/BitsPerComponent 8"
    tile = (
        "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 400 145]/XStep 400/YStep 145"
        "/Matrix[1 0 0 1 72 500]/Resources<</XObject<</Im 7 0 R>>>>"
    )
    return one_page(
        f"BT /F1 12 Tf 72 760 Td ({OTHER}) Tj ET q /Pattern cs /P scn 72 500 400 145 re f Q",
        [
            stream("q 400 0 0 145 0 0 cm /Im Do Q", tile),
            stream(picture.tobytes().decode("latin-1"), keys),
        ],
        resources="/Pattern<</P 6 0 R>>",
    )


def ink_through_a_mask(phrase: str) -> bytes:
    """Two pictures of one black dot each, of which only their masks make letters; the second has the phrase."""
    objects = []
    for number, words in enumerate(("nothing of any interest to anybody", phrase)):
        mask = Image.eval(picture_of(words), lambda level: 255 - level)
        keys = "/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8"
        objects += [
            stream("\0", f"{keys}/Width 1/Height 1/SMask {7 + 2 * number} 0 R"),
            stream(mask.tobytes().decode("latin-1"), f"{keys}/Width {mask.width}/Height {mask.height}"),
        ]
    content = f"BT /F1 12 Tf 72 760 Td ({OTHER}) Tj ET q 400 0 0 145 72 500 cm /I1 Do Q q 400 0 0 145 72 200 cm /I2 Do Q"
    return one_page(content, objects, resources="/XObject<</I1 6 0 R/I2 8 0 R>>")


def _carrier(name: str, make: Callable[[str], bytes]) -> Carrier:
    return Carrier(f"pdf {name}", ".pdf", make, witness=Witness.POPPLER)


CARRIERS = (
    _carrier("scan alone", scan_alone),
    _carrier("scan under a stamped line", scan_under_a_stamp),
    _carrier("scan upside down under a stamped line", turned_scan_under_a_stamp),
    *(
        _carrier(f"picture between text, {name}", _between(made, 100 if "dpi" in name else 200))
        for name, made in EFFECTS
    ),
    _carrier("light picture on a dark page", light_on_a_dark_page),
    _carrier("picture in a form", picture_in_a_form),
    _carrier("inline picture", inline_picture),
    _carrier("stencil", stencil),
    _carrier("fax under its stamp", fax),
    _carrier("scan in strips under a stamped line", strips),
    _carrier("picture on a turned page", turned_page),
    _carrier("picture of a stamp", stamp_picture),
    _carrier("surface laid with a picture", tiles),
    _carrier("ink seen through a mask", ink_through_a_mask),
)
