"""Which lines of a document's fonts are looked at, and what comes of it for each page."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reviewer.documents.formats import line_reading
from reviewer.documents.formats.font_faces import Faces
from reviewer.documents.formats.letter_evidence import Comparison, FontEvidence, compared, folded
from reviewer.model.doubts import Doubt

if TYPE_CHECKING:
    from PIL.Image import Image

    from reviewer.documents.formats.pdf_proof import Proof
    from reviewer.documents.formats.pdf_runs import Run

_FIRST, _MOST = 3, 12  # lines of a font that are looked at in any case, and at most
_MORE = 6  # the same while they don't agree
_APART = 20  # pages after which a font is looked at again
_AGAIN = 40  # lines of a font at most, in a long document
_LEAST = 4  # letters of a line
_FEW, _FEWEST = 12, 2  # short runs that are put side by side to make a line, and letters of such a line
_SMALLER = 0.7  # for a second look


class FontSamples:
    """The fonts of a document as far as its pages have been gone through, and the letters of each on each page."""

    def __init__(self) -> None:
        """Start with none."""
        self._evidence: dict[str, FontEvidence] = defaultdict(FontEvidence)
        self._faces = Faces()
        self._last: dict[str, int] = {}
        self._letters: dict[int, dict[str, str]] = {}

    def look_at(self, number: int, runs: Sequence[Run], proof: Proof, until: float) -> bool:
        """Keep the letters of a page's runs, and compare as many of them with their picture as are needed.

        Returns False where the time (monotonic seconds) is over before every font had its turn.
        """
        by_face: dict[tuple[str, int], list[Run]] = defaultdict(list)
        for run in runs:
            by_face[run.font, run.face].append(run)
        by_font: dict[str, list[Run]] = defaultdict(list)
        for (font, _face), its_runs in by_face.items():
            by_font[self._faces.name(font, (each for run in its_runs for each in run.widths))] += its_runs
        self._letters[number] = {
            font: "".join(folded(run.text) for run in its_runs) for font, its_runs in by_font.items()
        }
        for font, its_runs in by_font.items():
            if time.monotonic() >= until:
                return False
            self._look_at_font(number, font, its_runs, proof)
        return True

    def _look_at_font(self, number: int, font: str, runs: list[Run], proof: Proof) -> None:
        evidence = self._evidence[font]
        for run in runs:
            evidence.add_widths(run.even)
        long = sorted((run for run in runs if _length(run) >= _LEAST), key=_length, reverse=True)
        if not long:
            short = [run for run in runs if _length(run)][:_FEW]
            if len(evidence.lines) < _FIRST and sum(map(_length, short)) >= _FEWEST:
                self._compare(evidence, " ".join(run.text for run in short), _side_by_side(short, proof))
                self._last[font] = number
            return
        for run in self._chosen(number, font, long):
            self._compare(evidence, run.text, proof.letters(run))
            self._last[font] = number

    def _chosen(self, number: int, font: str, runs: list[Run]) -> Iterator[Run]:
        """Yield lines to look at, the most telling ones first; what was seen meanwhile counts."""
        evidence, left = self._evidence[font], list(runs)
        while left:
            wanted = evidence.wanted(set(self._letters[number][font]))
            count = len(evidence.lines)
            far = number - self._last.get(font, number) >= _APART and count < _AGAIN
            best = max(left, key=lambda run: (len(wanted & set(folded(run.text))), _length(run)))
            helps = wanted & set(folded(best.text)) and count < _MOST
            unsure = evidence.differing and count < _MORE
            if not (count < _FIRST or helps or unsure or far):
                return
            left.remove(best)
            yield best

    def _compare(self, evidence: FontEvidence, said: str, picture: Image) -> None:
        line = _compared(said, picture)
        if line.differs:
            smaller = picture.resize((round(picture.width * _SMALLER), round(picture.height * _SMALLER)))
            again = _compared(said, smaller)
            line = (
                min(line, again, key=lambda one: one.error)
                if again.sure >= line.sure or not again.differs
                else line
            )
        evidence.add(line)

    def doubts(self, number: int) -> list[tuple[Doubt, float]]:
        """Return why a page's letters are doubted, and how much of them each time (0 to 1)."""
        fonts = self._letters.get(number, {})
        whole = sum(map(len, fonts.values()))
        doubts = []
        for font, letters in fonts.items():
            why = self._evidence[font].doubt()
            if why is None:
                continue
            wrong = self._evidence[font].wrong()
            count = len(letters) if self._evidence[font].lies else sum(letters.count(one) for one in wrong)
            if count:
                doubts.append((why, count / whole))
        return doubts


def _length(run: Run) -> int:
    return len("".join(run.text.split()))


def _compared(said: str, picture: Image) -> Comparison:
    return compared(said, *line_reading.text_of(line_reading.line(picture)))


def _side_by_side(runs: Sequence[Run], proof: Proof) -> Image:
    """Return the pictures of some runs in one line."""
    from PIL import Image

    pictures = [proof.letters(run) for run in runs]
    made = Image.new("L", (sum(one.width for one in pictures), max(one.height for one in pictures)), 255)
    left = 0
    for one in pictures:
        made.paste(one, (left, 0))
        left += one.width
    return made
