"""Fixtures of the tests of Not read: what Thornwick has sent, made once, and somebody who has it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from reviewer.casebook import PageBoxes
from reviewer.desk import Desk, Home
from reviewer.model import NoText
from tests import scans
from tests.locked import WORD, locked_pdf
from tests.ui.conftest import MakesSample, someone_with

ON_TIME = date(2025, 2, 20)


def page(grey: int) -> Image.Image:
    made = Image.new("L", (620, 877), grey)
    ImageDraw.Draw(made).line((60, 80, 500, 90), fill=0, width=4)
    return made


@pytest.fixture(scope="session")
def made_unread(sample_with: MakesSample, recognised_sample: Path) -> Path:
    """The sample, whose Thornwick has sent two pages of handwriting, a page that waits, and a locked plan (in `sent`)."""

    def receive(desk: Desk, sent: Path) -> None:
        files = {"written.pdf": scans.pdf_of(page(240), page(200)), "waits.pdf": scans.pdf_of(page(220)),
                 "locked.pdf": locked_pdf("The plan.", WORD)}  # fmt: skip
        for name, data in files.items():
            (sent / name).write_bytes(data)
        rows = desk.receiving.receive("thornwick", [sent / name for name in files], ON_TIME)
        (sha,) = {row.sha256 for row in rows if row.name == "written.pdf"}
        for part in desk.reading.text(sha).parts:
            tried = replace(part, no_text=NoText.WRITING)
            assert desk.session.casebook.index.pages.put(sha, tried, PageBoxes(b"", 0, 0), "tesseract-5/1")

    return sample_with("unread", receive, recognised_sample)


@pytest.fixture
def unread(made_unread: Path, root: Path, tmp_path: Path) -> Home:
    """Someone who has that; what Thornwick has sent lies beside."""
    shutil.copytree(made_unread / "sent", tmp_path, dirs_exist_ok=True)
    return someone_with(made_unread, tmp_path, root)
