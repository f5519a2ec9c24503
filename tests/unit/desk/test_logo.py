"""A logo of the case folder is on every letter, says what it shows, and a bad one is refused by name."""

from __future__ import annotations

import base64
import io
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image, ImageDraw

from reviewer.desk import Desk, Home
from reviewer.errors import CaseError, PaperError
from reviewer.framework import case_from_data, case_to_data
from reviewer.model import Logo
from reviewer.paper import Picture, render_html, render_pdf
from tests.unit.desk.conftest import Clock
from tests.unit.paper.test_every_word import one

TABLE = '[sender.logo]\nfile = "{}"\nalternative_text = "Sample Inspectorate: a wheel"\n\n[signatory]'
New = Callable[[str, bytes], Desk]


def wheel(kind: str = "PNG", size: tuple[int, int] = (600, 200)) -> bytes:
    """A red disc on a clear or white ground."""
    picture = Image.new(
        "RGBA" if kind == "PNG" else "RGB", size, (255, 255, 255, 0) if kind == "PNG" else "white"
    )
    ImageDraw.Draw(picture).ellipse((0, 0, size[1], size[1]), fill=(200, 0, 0))
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()


@pytest.fixture
def new(tmp_path: Path, case_dir: Path, home: Home, clock: Clock) -> New:
    """Make a casebook from the sample's case with a logo of this name and these bytes."""

    def make(name: str, data: bytes) -> Desk:
        folder = tmp_path / "case"
        shutil.copytree(case_dir, folder)
        (folder / name).write_bytes(data)
        stated = folder / "inspection.toml"
        stated.write_text(stated.read_text("utf-8").replace("[signatory]", TABLE.format(name)), "utf-8")
        home.data.mkdir(parents=True, exist_ok=True)
        return Desk.new(tmp_path / "a.casebook", folder, home, clock)

    return make


def logo_of(desk: Desk) -> Logo:
    assert desk.case.inspection.sender.logo is not None
    return desk.case.inspection.sender.logo


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_is_kept_with_the_case_and_comes_back(new: New, kind: str, home: Home, tmp_path: Path) -> None:
    with new(f"logo.{kind.lower()}", wheel(kind)) as desk:
        logo = logo_of(desk)
        assert logo.alternative_text == "Sample Inspectorate: a wheel"
        assert logo.width == pytest.approx(3 * logo.height, abs=3)
    shutil.rmtree(tmp_path / "case")
    with Desk.open(tmp_path / "a.casebook", home) as again:
        assert logo_of(again) == logo
        assert case_from_data(case_to_data(again.case)) == again.case


def test_a_letter_shows_the_logo_and_says_what_it_shows(new: New) -> None:
    with new("logo.png", wheel()) as desk:
        logo = logo_of(desk)
    picture = Picture(logo.alternative_text, logo.width, logo.height, logo.pixels)
    pdf = render_pdf(one(picture))
    with pypdfium2.PdfDocument(pdf) as document:
        drawn = document[0].render(scale=2).to_pil().convert("RGB")
    margin, top = round(25 / 25.4 * 144), round(24 / 25.4 * 144)
    red = drawn.getpixel((margin + 50, top + 50))
    assert red == (200, 0, 0)
    white = drawn.getpixel((margin + 200, top + 50))
    assert white == (255, 255, 255), "what is clear shows the paper"
    with pikepdf.open(io.BytesIO(pdf)) as read:
        (figure,) = read.Root.StructTreeRoot.K.K
        assert str(figure.S) == "/Figure"
        assert str(figure.Alt) == "Sample Inspectorate: a wheel"
        assert float(figure.A.BBox[2] - figure.A.BBox[0]) == pytest.approx(60 * 72 / 25.4, abs=1)


def test_the_web_page_has_the_logo_within_it_and_its_words(new: New) -> None:
    with new("logo.png", wheel()) as desk:
        logo = logo_of(desk)
    html = render_html(one(Picture("A “wheel” & more", logo.width, logo.height, logo.pixels, "en-GB")))
    found = re.search(r'<img src="data:image/png;base64,([^"]+)" alt="([^"]+)" lang="en-GB"', html)
    assert found is not None
    assert found[2] == "A “wheel” &amp; more"
    with Image.open(io.BytesIO(base64.b64decode(found[1]))) as shown:
        assert shown.size == (logo.width, logo.height)
        assert shown.getpixel((40, 40)) == (200, 0, 0)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("logo.png", b"no picture", "logo.png is neither PNG nor JPEG"),
        ("logo.png", wheel()[:200], "logo.png can't be drawn"),
        ("logo.png", b"", "logo.png is neither PNG nor JPEG"),
        ("logo.gif", wheel("GIF"), "logo.gif is neither PNG nor JPEG"),
        ("logo.png", wheel() + bytes(6_000_000), "logo.png is larger than 5,000,000 bytes"),
        ("logo.png", wheel(size=(4000, 9)), "logo.png is so long and narrow"),
    ],
    ids=["text", "cut", "empty", "gif", "large", "narrow"],
)
def test_a_bad_logo_is_refused_by_name_and_nothing_is_made(
    new: New, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    with pytest.raises(CaseError) as refused:
        new(name, data)
    assert "inspection.toml: sender.logo" in str(refused.value)
    assert said in str(refused.value)
    assert not (tmp_path / "a.casebook").exists()


def test_a_logo_without_words_or_outside_the_folder_is_refused(
    new: New, case_dir: Path, tmp_path: Path
) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "elsewhere.png").write_bytes(wheel())
    shutil.copytree(case_dir, tmp_path / "case", dirs_exist_ok=True)
    (tmp_path / "case/logo.png").symlink_to(tmp_path / "elsewhere.png")
    from reviewer.framework import load_case
    from reviewer.framework.logo import Pixels

    stated = tmp_path / "case/inspection.toml"
    before = stated.read_text("utf-8")
    for words, said in (
        ('[sender.logo]\nfile = "logo.png"\n\n[signatory]', "sender.logo.alternative_text: missing"),
        (TABLE.format("logo.png"), "logo.png is no file of the case folder"),
        (TABLE.format("gone.png"), "gone.png is missing from the case folder"),
        (TABLE.format("../elsewhere.png"), "sender.logo.file: expected a file name in the case folder"),
    ):
        stated.write_text(before.replace("[signatory]", words), "utf-8")
        with pytest.raises(CaseError, match=said):
            load_case(tmp_path / "case", lambda _path: Pixels(99, 99, bytes(99 * 99 * 3)))


def test_pixels_that_are_not_whole_are_never_printed(new: New) -> None:
    with new("logo.png", wheel()) as desk:
        logo = logo_of(desk)
    picture = Picture("A wheel", logo.width, logo.height, logo.pixels)
    for bad in (
        replace(picture, pixels=picture.pixels[:-9]),
        replace(picture, pixels=b"x" + picture.pixels),
        replace(picture, height=picture.height - 1),
        replace(picture, width=0),
    ):
        with pytest.raises(PaperError, match="The picture “A wheel” is damaged"):
            render_pdf(one(bad))
