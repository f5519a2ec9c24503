"""A case with a logo by the command line: on the letter and in its web page; a bad one is refused, and nothing is made."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from reviewer.framework import load_case
from tests.commands import Run

ROOT = Path(__file__).resolve().parents[2]
TABLE = '[sender.logo]\nfile = "logo.png"\nalternative_text = "A blue square"\n\n[signatory]'


def case_with_logo(tmp_path: Path, data: bytes) -> Path:
    folder = tmp_path / "case"
    shutil.copytree(ROOT / "tests/golden/case", folder)
    (folder / "logo.png").write_bytes(data)
    stated = (folder / "inspection.toml").read_text("utf-8")
    (folder / "inspection.toml").write_text(stated.replace("[signatory]", TABLE), "utf-8")
    return folder


def square() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (300, 300), (0, 90, 160)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.thorough
def test_a_logo_is_on_the_letter_and_in_its_web_page(reviewer: Run, tmp_path: Path) -> None:
    casebook = tmp_path / "a.casebook"
    reviewer("new", casebook, "--case", case_with_logo(tmp_path, square()))
    shutil.rmtree(tmp_path / "case")
    for criterion in load_case(ROOT / "tests/golden/case").framework.criteria:
        reviewer("verdict", casebook, "arch", criterion.key, criterion.findings[0], "--because", "A trial")
    reviewer("letter", casebook, "arch", "-o", tmp_path / "arch.pdf")
    reviewer("letter", casebook, "arch", "-o", tmp_path / "arch.html")
    with pikepdf.open(tmp_path / "arch.pdf") as pdf:
        figure = pdf.Root.StructTreeRoot.K.K[0]
        assert (str(figure.S), str(figure.Alt)) == ("/Figure", "A blue square")
        assert any(image.Width == image.Height for image in pdf.pages[0].Resources.XObject.values())
    html = (tmp_path / "arch.html").read_text("utf-8")
    assert 'alt="A blue square"' in html
    assert 'src="data:image/png;base64,' in html


@pytest.mark.thorough
def test_a_bad_logo_is_refused_in_a_line(reviewer: Run, tmp_path: Path) -> None:
    folder = case_with_logo(tmp_path, square()[:60])
    told = reviewer("new", tmp_path / "a.casebook", "--case", folder, code=1).told
    assert told.startswith("inspection.toml: sender.logo: logo.png can't be drawn")
    assert not (tmp_path / "a.casebook").exists()
