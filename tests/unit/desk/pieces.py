"""Documents with pictures and pages that nobody could read, as readers of several formats make them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

from reviewer.casebook import PictureRead
from reviewer.desk import Desk
from reviewer.model import DocumentText, NoText, Part, Picture

DUE = date(2025, 2, 20)
LOGO, NOTICE = "0a" * 32, "0b" * 32


def picture(number: int, sha256: str, why: NoText | None = NoText.PICTURE, *, tried: bool = False) -> Part:
    """The picture of a Word text with this number."""
    place = f"text/picture{number}"
    held = Picture(f"media/{number}.png", sha256, "text", 0)
    return Part(place, f"text, picture {number}", "", why, picture=held, tried=tried)


def document(
    desk: Desk, tmp_path: Path, name: str, *pictures: Part, text: str = "Words.", body: str = "harrowdale"
) -> str:
    """Receive a document whose text has these pictures; returns its SHA-256."""
    path = tmp_path / name
    path.write_text(f"{name} {text}")
    desk.receiving.receive(body, [path], DUE)
    sha = hashlib.sha256(path.read_bytes()).hexdigest()
    put(desk, sha, *pictures)
    return sha


def put(
    desk: Desk, sha: str, *pictures: Part, extractor: str = "reader/1", text: str | None = None
) -> DocumentText:
    """Let a document have been read by some reader: its own text, and these pictures."""
    index = desk.session.casebook.index
    before = index.text(sha)
    assert before is not None
    own = before.parts[0] if text is None else replace(before.parts[0], text=text)
    index.put(replace(before, extractor=extractor, parts=(own, *pictures)))
    after = index.text(sha)
    assert after is not None
    return after


def recognised(
    desk: Desk, sha256: str, text: str = "", no_text: NoText | None = None, engine: str = "engine/1"
) -> None:
    """Let recognition have tried a picture."""
    desk.session.casebook.index.pages.put_picture(
        sha256, PictureRead(engine, text, b"\0" * 16 * len(text), 90 if text else 0, no_text)
    )
