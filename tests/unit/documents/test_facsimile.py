"""Pages that are one JPEG look as PDFium draws them, whichever way they are drawn; what is not plain is left to it."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont, ImageStat

from reviewer.documents.formats import facsimile
from reviewer.documents.formats.pdf import Pdf
from reviewer.documents.reader import Reader, RefusalError
from reviewer.model.pages import Bitmap
from tests.scale import grid

FONT = Path(__file__).resolve().parents[3] / "resources/fonts/liberation/LiberationSans-Regular.ttf"
SIZE = (826, 1169)  # A4 at 100 dots an inch
WIDE, HIGH = 594.72, 841.68
ALIKE = 5  # of 255: a pixel's shift, which rounding may bring; turned or flipped wrongly it is over 20
AS_IT_IS = f"{WIDE} 0 0 {HIGH} 0 0"
# Seen by nobody, and yet more than one picture: the same page, drawn by PDFium.
BESIDE = "1 g -50 -50 1 1 re f"


def picture(mode: str = "RGB", size: tuple[int, int] = SIZE) -> Image.Image:
    """Words on coloured paper, with one dark corner that tells which way is up."""
    page = Image.new("RGB", size, "#f4efe2")
    draw = ImageDraw.Draw(page)
    font = ImageFont.truetype(str(FONT), 20)
    for line in range(60, size[1] - 60, 30):
        draw.text(
            (60, line), "Referrals rose from 18 to 47 within a year, the board was told.", "#1b2a5a", font
        )
    draw.rectangle((0, 0, size[0] // 3, size[1] // 3), fill="#7a1f10")
    return page.convert(mode)


def jpeg(made: Image.Image, **options: object) -> bytes:
    data = io.BytesIO()
    made.save(data, "JPEG", quality=85, **options)
    return data.getvalue()


@dataclass(frozen=True)
class Page:
    """A page with a picture: what is said of both."""

    image: bytes
    space: str = "/DeviceRGB"
    size: tuple[int, int] = SIZE
    matrix: str = AS_IT_IS
    image_says: str = ""
    page_says: str = ""
    before: str = ""
    after: str = ""
    more: tuple[bytes, ...] = field(default=())

    def file(self) -> bytes:
        show = f"{self.before} q {self.matrix} cm /I Do Q {self.after}".encode()
        says = (
            f"<< /Type /XObject /Subtype /Image /Width {self.size[0]} /Height {self.size[1]} /BitsPerComponent 8 "
            f"/ColorSpace {self.space} /Filter /DCTDecode {self.image_says} /Length {len(self.image)} >>"
        )
        return whole(
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDE} {HIGH}] {self.page_says} /Contents 4 0 R /Resources "
            f"<< /XObject << /I 5 0 R >> /Font << /F 6 0 R >> >> >>".encode(),
            stream(f"<< /Length {len(show)} >>", show),
            stream(says, self.image),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            *self.more,
        )


def stream(says: str, data: bytes) -> bytes:
    return says.encode() + b"\nstream\n" + data + b"\nendstream"


def whole(*objects: bytes) -> bytes:
    file, places = b"%PDF-1.5\n", []
    for number, thing in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n" % number + thing + b"\nendobj\n"
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(file))
    return file + head + rows + tail


def taken(page: Page) -> bool:
    """Tell whether the page is drawn from its JPEG at the size that is shown."""
    document = Pdf(page.file(), None)
    with document.page(0) as handle:
        one = facsimile.of(document, 0, handle)
        return one is not None and one.drawn((0, 0, 300, 400), (300, 400)) is not None


Draw = Callable[..., Image.Image]


@pytest.fixture
def draw(reader: Reader, tmp_path: Path) -> Draw:
    """Draw a page of a file as the window does, through the reader process."""

    def drawing(page: Page, scale: float = 1.0, clip: tuple[int, int, int, int] | None = None) -> Image.Image:
        path = tmp_path / "page.pdf"
        path.write_bytes(page.file())
        return shown(reader.render(path, 0, scale, clip))

    return drawing


def shown(bitmap: Bitmap) -> Image.Image:
    size = (bitmap.width, bitmap.height)
    return Image.frombuffer("RGB", size, bitmap.data, "raw", "BGRX", bitmap.stride, 1)


def unlike(one: Image.Image, other: Image.Image) -> float:
    """Return how far two drawings are apart, of 255, with their sharpness left out of it."""
    assert one.size == other.size
    soft = [drawn.filter(ImageFilter.GaussianBlur(2)) for drawn in (one, other)]
    return max(ImageStat.Stat(ImageChops.difference(*soft)).mean)


def of_pdfium(page: Page) -> Page:
    return replace(page, after=f"{page.after} {BESIDE}")


RGB, GREY = jpeg(picture()), jpeg(picture("L"))
COLOURED = Page(RGB)
CASES = {
    "colour": COLOURED,
    "grey": Page(GREY, "/DeviceGray"),
    "CalGray": Page(GREY, "[/CalGray << /WhitePoint [0.95 1 1.09] /Gamma 1.8 >>]"),
    "turned 90": replace(COLOURED, page_says="/Rotate 90"),
    "turned 180": replace(COLOURED, page_says="/Rotate 180"),
    "turned 270": replace(COLOURED, page_says="/Rotate 270"),
    "cropped": replace(COLOURED, page_says="/CropBox [50.5 100.3 400.2 700.6]"),
    "cropped and turned": replace(COLOURED, page_says="/CropBox [50.5 100.3 400.2 700.6] /Rotate 90"),
    "with margins": replace(COLOURED, matrix="400 0 0 600 100 90"),
    "beyond the page": replace(COLOURED, matrix="800 0 0 1000 -90 -70"),
    "upside down": replace(COLOURED, matrix=f"{WIDE} 0 0 -{HIGH} 0 {HIGH}"),
    "mirrored": replace(COLOURED, matrix=f"-{WIDE} 0 0 {HIGH} {WIDE} 0"),
    "turned by its matrix": replace(COLOURED, matrix=f"0 {HIGH} -{WIDE} 0 {WIDE} 0"),
    "turned by its matrix and the page": replace(
        COLOURED, matrix=f"0 -{HIGH} {WIDE} 0 0 {HIGH}", page_says="/Rotate 270"
    ),
    "with words that nobody sees": replace(COLOURED, after="BT 3 Tr /F 12 Tf 80 700 Td (Referrals rose) Tj ET"),
    "clipped around it": replace(COLOURED, before=f"0 0 {WIDE} {HIGH} re W n"),
    "its own way up ignored": Page(jpeg(picture(), exif=b"Exif\0\0MM\0*\0\0\0\x08\0\1\1\x12\0\3\0\0\0\1\0\6\0\0\0\0\0\0")),
    "progressive": Page(jpeg(picture(), progressive=True)),
    "RGB without a transform": Page(jpeg(picture(), keep_rgb=True)),
}  # fmt: skip


@pytest.mark.thorough
@pytest.mark.parametrize(
    "name",
    grid(
        CASES,
        ordinary=[
            "colour",
            "grey",
            "turned 90",
            "cropped and turned",
            "with margins",
            "upside down",
            "turned by its matrix",
            "its own way up ignored",
        ],
    ),
)
def test_a_scanned_page_looks_as_pdfium_draws_it(name: str, draw: Draw) -> None:
    page = CASES[name]
    assert taken(page)
    assert not taken(of_pdfium(page))
    for scale in (0.3, 1.0, 2.4):
        assert unlike(draw(page, scale), draw(of_pdfium(page), scale)) < ALIKE, scale


@pytest.mark.thorough
@pytest.mark.parametrize("name", ["grey", "turned 90", "cropped and turned", "with margins", "upside down"])
@pytest.mark.parametrize("scale", [0.9, 3.1])
def test_its_tiles_are_parts_of_the_whole(name: str, scale: float, draw: Draw) -> None:
    page = CASES[name]
    all_of_it = draw(page, scale)
    for left, top in ((0, 0), (101, 70), (60, 101)):
        clip = (left, top, 200, 150)
        part = all_of_it.crop((left, top, left + 200, top + 150))
        difference = ImageStat.Stat(ImageChops.difference(part, draw(page, scale, clip)))
        assert max(high for _low, high in difference.extrema) <= 2, clip


@pytest.mark.thorough
def test_scans_of_the_corpus_look_as_pdfium_draws_them(shared: Path, reader: Reader, tmp_path: Path) -> None:
    seen = 0
    for path in sorted((shared / "corpus").rglob("*.pdf")):
        with suppress(RefusalError):
            document = Pdf(path.read_bytes(), None)
            with document.page(0) as handle:
                if facsimile.of(document, 0, handle) is None:
                    continue
            other = tmp_path / "other.pdf"
            with pikepdf.open(path) as twin:
                twin.pages[0].contents_add(BESIDE.encode())
                twin.save(other)
            drawings = [shown(reader.render(file, 0, 0.9)) for file in (path, other)]
            assert unlike(*drawings) < ALIKE, path.name
            seen += 1
    assert seen >= 2


def mask(grey: int) -> bytes:
    says = "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >>"
    return stream(says, bytes([grey]))


LEFT = {
    "four inks": Page(jpeg(picture().convert("CMYK")), "/DeviceCMYK"),
    "a soft mask": replace(COLOURED, image_says="/SMask 7 0 R", more=(mask(128),)),
    "a colour as mask": replace(COLOURED, image_says="/Mask [0 40 0 40 0 40]"),
    "a negative": replace(COLOURED, image_says="/Decode [1 0 1 0 1 0]"),
    "clipped": replace(COLOURED, before="100 100 200 300 re W n"),
    "clipped to a triangle": replace(COLOURED, before="0 0 m 500 0 l 0 800 l h W n"),
    "askew": replace(COLOURED, matrix=f"{WIDE} 20 -20 {HIGH} 10 0"),
    "words over it": replace(COLOURED, after="BT /F 40 Tf 80 700 Td (COPY) Tj ET"),
    "twice": replace(COLOURED, after="q 100 0 0 100 50 50 cm /I Do Q"),
    "another size than is said": replace(COLOURED, size=(SIZE[0], SIZE[1] // 2)),
    "grey that is said to be colour": Page(GREY),
    "cut off": Page(RGB[: len(RGB) // 2]),
    "no JPEG": Page(b"no JPEG at all"),
    "a layer that is off": replace(COLOURED, image_says="/OC << /Type /OCG /Name (no) >>"),
    "pale": replace(COLOURED, before="/G gs", page_says="/Resources << /XObject << /I 5 0 R >> "
                    "/ExtGState << /G << /ca 0.3 >> >> >> /Was"),
}  # fmt: skip


@pytest.mark.thorough
@pytest.mark.parametrize("name", LEFT)
def test_what_is_not_plain_is_drawn_by_pdfium(name: str, draw: Draw) -> None:
    page = LEFT[name]
    assert not taken(page)
    assert draw(page).tobytes() == draw(of_pdfium(page)).tobytes()


def test_a_page_is_not_drawn_from_the_one_before(reader: Reader, tmp_path: Path) -> None:
    one, other = tmp_path / "one.pdf", tmp_path / "other.pdf"
    one.write_bytes(COLOURED.file())
    other.write_bytes(Page(jpeg(Image.new("RGB", SIZE, "#00ff00"))).file())
    clip = (0, 0, 50, 50)
    first = reader.render(one, 0, 1.0, clip).data
    assert reader.render(other, 0, 1.0, clip).data != first
    assert reader.render(one, 0, 1.0, clip).data == first


def claiming(side: int) -> bytes:
    """A JPEG that says it has *side* by *side* pixels and holds a few."""
    small = jpeg(Image.new("L", (64, 64), 128))
    at = small.index(b"\xff\xc0") + 5
    return small[:at] + side.to_bytes(2, "big") * 2 + small[at + 4 :]


@pytest.mark.long
@pytest.mark.parametrize("side", [12_000, 60_000])
def test_a_picture_that_claims_too_much_ends_no_reader(side: int, draw: Draw, reader: Reader) -> None:
    page = Page(claiming(side), "/DeviceGray", (side, side))
    assert not taken(page)
    assert draw(page, 0.5).size == (297, 421)
    before = reader.pid
    draw(COLOURED)
    assert reader.pid == before
