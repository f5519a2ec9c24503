"""The filters of the design: lists as a sentence says them, a sentence's capital, a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from reviewer.wording.template_names import OPEN, InFirst, marked

OPENING = f"'\"‘“([«{OPEN}"


def joined(items: Iterable[object], word: str) -> str:
    """Return "a", "a and b" or "a, b and c" for the given joining word."""
    texts = [marked(item) if isinstance(item, str) else str(item) for item in items]
    if len(texts) < 2:  # noqa: PLR2004 - one needs no joining
        return "".join(texts)
    return f"{', '.join(texts[:-1])} {word} {texts[-1]}"


def sentence_case(text: str) -> str:
    """Return the text with its first letter as a capital and everything else as it was.

    An opening quotation mark or bracket is passed over; a text that begins with a digit stays as it is.
    """
    for position, character in enumerate(text):
        if character not in OPENING:
            said = text[:position] + character.upper() + text[position + 1 :]
            return InFirst(said) if isinstance(text, InFirst) else said
    return text


def day(value: date, months: Sequence[str]) -> str:
    """Return ``16 May 2017``; ``months`` are the twelve names, January first."""
    return f"{value.day} {months[value.month - 1]} {value.year}"
