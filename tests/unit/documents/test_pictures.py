"""Pictures are unpacked once for all their pieces, and no piece comes from another picture."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from reviewer.documents.reader import Reader

RED, GREEN = (200, 30, 30), (30, 160, 40)


def stripes(size: tuple[int, int], first: tuple[int, int, int]) -> Image.Image:
    """Upright stripes of a colour on white, wider to the right."""
    picture = Image.new("RGB", size, "white")
    for number in range(1, 12):
        left = number * number * size[0] // 150
        picture.paste(first, (left, 0, left + size[0] // 30, size[1]))
    return picture


def saved(kind: str, *pictures: Image.Image) -> bytes:
    data = io.BytesIO()
    more = {"save_all": True, "append_images": pictures[1:]} if len(pictures) > 1 else {}
    pictures[0].save(data, kind, dpi=(96, 96), **more)
    return data.getvalue()


def drawn(
    reader: Reader, path: Path, page: int, scale: float, clip: tuple[int, int, int, int] | None
) -> Image.Image:
    bitmap = reader.render(path, page, scale, clip)
    size = (bitmap.width, bitmap.height)
    return Image.frombuffer("RGB", size, bitmap.data, "raw", "BGRX", bitmap.stride, 1)


@pytest.mark.thorough
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
@pytest.mark.parametrize("scale", [0.5, 1.6])
def test_pieces_are_parts_of_the_whole(kind: str, scale: float, reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "picture"
    path.write_bytes(saved(kind, stripes((1600, 900), RED)))
    whole = drawn(reader, path, 0, scale, None)
    assert whole.size == pytest.approx((1200 * scale, 675 * scale), abs=1)
    for left, top in ((0, 0), (211, 97), (400, 130)):
        piece = drawn(reader, path, 0, scale, (left, top, 200, 150))
        part = whole.crop((left, top, left + 200, top + 150))
        assert max(high for _low, high in ImageStat.Stat(ImageChops.difference(part, piece)).extrema) <= 2


def test_each_page_and_each_file_is_its_own(reader: Reader, tmp_path: Path) -> None:
    pages, other = tmp_path / "pages.tif", tmp_path / "other.png"
    pages.write_bytes(saved("TIFF", *(Image.new("RGB", (400, 300), colour) for colour in (RED, GREEN))))
    other.write_bytes(saved("PNG", Image.new("RGB", (400, 300), "#0000ff")))
    seen = [
        drawn(reader, path, page, 1.0, (10, 10, 50, 50)).getpixel((5, 5))
        for path, page in ((pages, 0), (pages, 1), (other, 0), (pages, 1), (pages, 0))
    ]
    assert seen == [RED, GREEN, (0, 0, 255), GREEN, RED]


@pytest.mark.parametrize(("ink", "ground"), [((0, 0, 0), (255, 255, 255)), ((255, 255, 255), (64, 64, 64))])
def test_what_is_clear_hides_its_colours_and_what_is_written_shows(
    ink: tuple[int, int, int], ground: tuple[int, int, int], reader: Reader, tmp_path: Path
) -> None:
    picture = Image.new("RGBA", (400, 300), (*GREEN, 0))
    picture.paste((*ink, 255), (100, 100, 200, 200))
    path = tmp_path / "clear.png"
    path.write_bytes(saved("PNG", picture))
    shown = drawn(reader, path, 0, 96 / 72, None)
    assert [shown.getpixel(place) for place in ((10, 10), (150, 150))] == [ground, ink]


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_a_picture_that_lies_on_its_side_is_shown_upright_at_its_own_size(
    kind: str, reader: Reader, tmp_path: Path
) -> None:
    upright = stripes((400, 100), RED)
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter, clockwise, to be upright (TIFF 6.0, Orientation)
    path = tmp_path / "turned"
    upright.transpose(Image.Transpose.ROTATE_90).save(path, kind, dpi=(96, 96), exif=exif, quality=95)
    assert reader.page_sizes(path) == ((300.0, 75.0),)
    shown = drawn(reader, path, 0, 96 / 72, None)
    assert shown.size == (400, 100)
    assert max(ImageStat.Stat(ImageChops.difference(shown, upright)).mean) < 12
