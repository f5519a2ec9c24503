"""Readings as they are where nothing is recognised: none waits for it, and what would have waited says why it is unread."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from reviewer.model.documents import DocumentText, NoText, Part, Unread

T = TypeVar("T")
_ONLY_TRIED = frozenset({NoText.PICTURE, NoText.LETTERS})


def untried(text: DocumentText) -> DocumentText:
    """Return a text as it is where nothing is recognised: of what would wait for it, it says so."""
    if not any(part.waits for part in text.parts):
        return text
    return replace(text, parts=tuple(_untried_part(part) if part.waits else part for part in text.parts))


def _untried_part(part: Part) -> Part:
    return replace(part, no_text=_untried(part.no_text), tried=True)


def _untried(why: T) -> T | NoText:
    return NoText.UNTRIED if why in _ONLY_TRIED else why


def waiting_for_nothing(pieces: Iterable[Unread]) -> tuple[Unread, ...]:
    """Return the pieces as they are where nothing is recognised: none waits, each says why, and no text is compared with its pages."""
    return tuple(
        replace(piece, why=_untried(piece.why), waits=False) if piece.waits else piece
        for piece in pieces
        if piece.is_part or not piece.waits
    )
