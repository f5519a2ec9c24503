"""Unseen text over a picture, as recognition lays it there: whether it says what the picture shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reviewer.documents.formats import line_reading
from reviewer.documents.formats.letter_evidence import compared, folded
from reviewer.model.doubts import Doubt

if TYPE_CHECKING:
    from reviewer.documents.formats.line_reading import SeenWord
    from reviewer.documents.formats.pdf_proof import Proof
    from reviewer.documents.formats.pdf_runs import Box, Run

_SAMPLES = 6  # lines of a page
_ENOUGH = 0.8  # of them that agree, so that the others are not looked at
_BEYOND = 0.2  # line heights around a line: such a layer lies loosely
_SURE, _LEAST, _WORDS = (
    80,
    4,
    3,
)  # percent, letters of a word, and words of a picture that is held against its layer
_ALIKE = 0.45  # errors a letter at most, of words that are the same
_SAID = 0.6  # of the picture's words, that a layer says which is believed


def doubt(runs: Sequence[Run], proof: Proof) -> tuple[Doubt, float] | None:
    """Return why a page's unseen text is doubted, and that all of it is; None if it isn't."""
    lines = sorted((run for run in runs if run.text.strip()), key=lambda run: len(run.text), reverse=True)
    chosen = _spread(lines[: 3 * _SAMPLES])
    if not chosen or sum(_agrees(run, proof) for run in chosen) >= _ENOUGH * len(chosen):
        return None
    picture, scale = proof.whole()
    seen = [
        word for word in line_reading.page(picture) if word.sure >= _SURE and len(folded(word.text)) >= _LEAST
    ]
    if len(seen) < _WORDS:
        return None
    said = [(folded(word), run.box) for run in runs for word in run.text.split()]
    there = sum(_is_said(word, said, scale) for word in seen)
    if there >= _SAID * len(seen):
        return None
    long = [word for word, _box in said if len(word) >= _LEAST]
    shown = sum(any(_alike(word, folded(other.text)) for other in seen) for word in long)
    return (Doubt.LAYER_MOVED if long and shown >= _SAID * len(long) else Doubt.LAYER_DIFFERS), 1.0


def _spread(lines: Sequence[Run]) -> list[Run]:
    """Return a few lines from all over the page."""
    down = sorted(lines, key=lambda run: run.box[1])
    step = max(1, len(down) // _SAMPLES)
    return down[::step][:_SAMPLES]


def _agrees(run: Run, proof: Proof) -> bool:
    picture = proof.place(run, _BEYOND)
    if line_reading.shows_nothing(picture):
        return False
    line = compared(run.text, *line_reading.text_of(line_reading.line(picture)))
    return line.error < _ALIKE


def _is_said(word: SeenWord, said: Sequence[tuple[str, Box]], scale: float) -> bool:
    """Tell whether the layer says a word about where the picture shows it."""
    left, top, right, bottom = (side / scale for side in word.box)
    high = bottom - top
    text = folded(word.text)
    return any(
        box[0] < right + high and left - high < box[2] and box[1] < bottom + high and top - high < box[3]
        and _alike(text, other)
        for other, box in said
    )  # fmt: skip


def _alike(one: str, other: str) -> bool:
    if not other or abs(len(one) - len(other)) > _ALIKE * max(len(one), len(other)):
        return False
    return compared(one, other, 100).error <= _ALIKE
