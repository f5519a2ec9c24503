"""No picture of the guide is older than its screen: each is made again from the sample, and compared."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from tests.ui.picture_likeness import apart, is_alike
from tests.ui.pictures import IMAGES, make, older, renew

WORDS = "Preview letter"


@pytest.fixture
def drawn(root: Path) -> ImageFont.FreeTypeFont:
    """The typeface of the screens, at the size of most words."""
    return ImageFont.truetype(root / "resources/fonts/inter/Inter-Regular.otf", 13)


def label(font: ImageFont.FreeTypeFont, words: str, grey: str = "#5a6372") -> Image.Image:
    """Return a picture of a label."""
    made = Image.new("RGB", (300, 60), "white")
    ImageDraw.Draw(made).text((20, 20), words, fill=grey, font=font)
    return made


def test_no_picture_of_the_guide_is_older_than_its_screen(tmp_path: Path) -> None:
    make(tmp_path)
    assert older(IMAGES, tmp_path) == {}, "make pictures renews them"


def test_a_letter_more_a_colour_and_a_size_make_another_picture(drawn: ImageFont.FreeTypeFont) -> None:
    before = label(drawn, WORDS)
    assert is_alike(before, before.quantize(16).convert("RGB"))
    assert not is_alike(before, label(drawn, f"{WORDS}s"))
    assert not is_alike(before, label(drawn, WORDS.replace("P", "p")))
    assert not is_alike(before, label(drawn, WORDS, "#c02020"))
    assert not is_alike(before, before.resize((301, 60)))


def test_a_line_whose_dots_stand_elsewhere_shows_the_same() -> None:
    one, other = (Image.new("RGB", (90, 30), "white") for _ in range(2))
    for picture, first in ((one, 0), (other, 1)):
        for at in range(first, 90, 2):
            picture.putpixel((at, 15), (0x5A, 0x63, 0x72))
    assert apart(one, other) > 0
    assert is_alike(one, other)


def test_what_is_missing_changed_or_made_by_nothing_is_told_and_all_else_stays(
    tmp_path: Path, drawn: ImageFont.FreeTypeFont
) -> None:
    images, fresh = tmp_path / "images", tmp_path / "fresh"
    for folder, pictures in ((images, {"same": WORDS, "changed": WORDS, "gone": WORDS}),
                             (fresh, {"same": WORDS, "changed": "Sign the letter", "new": WORDS})):  # fmt: skip
        folder.mkdir()
        for name, words in pictures.items():
            label(drawn, words).save(folder / f"{name}.png", compress_level=1 if folder is images else 9)
    kept = (images / "same.png").read_bytes()
    wrong = renew(images, fresh)
    assert list(wrong) == ["changed.png", "gone.png", "new.png"]
    assert wrong["changed.png"].startswith("is older than its screen: ")
    assert sorted(path.name for path in images.iterdir()) == ["changed.png", "new.png", "same.png"]
    assert (images / "same.png").read_bytes() == kept
    assert renew(images, fresh) == {}
