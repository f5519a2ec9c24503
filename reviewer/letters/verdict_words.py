"""What a sentence that names no criterion says of those it stands with: the words by which another finding is told."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.letters.claims import HOLE, Claims, place
from reviewer.letters.opposing import AUXILIARIES, NOT
from reviewer.letters.spans import words_of

Words = frozenset[str]


class VerdictWords:
    """Knows the words of each finding that stay whichever criteria it is of: "begun" of "{surveys} have begun"."""

    def __init__(self, claims: Claims) -> None:
        """Take them from how the findings read, and what they are called."""
        self._claims = claims
        self._always: dict[str, Words] = {
            finding: frozenset.intersection(*map(frozenset, frames)) - {HOLE}
            for finding, frames in claims.frames.items()
            if frames  # one that no criterion can have is said nowhere
        }
        self._labels = {finding: self._label(finding) for finding in claims.frames}

    def another(self, text: str, criteria: Sequence[str]) -> tuple[str, ...]:
        """Return the recorded findings of criteria, if a sentence may say another one of them, or its opposite; else ().

        What it may mean is never certain: it names no criterion, and speaks of what it stands with, or of something else.
        """
        if not criteria or self._claims.frame(text).criteria:
            return ()
        words = words_of(text)
        recorded = tuple(dict.fromkeys(map(self._claims.recorded, criteria)))
        if any(self._denied(finding, words) for finding in recorded):
            return recorded
        others = (each for each in self._always if each not in recorded and self._claims.able(each, criteria))
        return recorded if any(self._tells(each, words, recorded) for each in others) else ()

    def _tells(self, finding: str, words: Sequence[str], recorded: Sequence[str]) -> bool:
        """Whether words say a finding: by what it is called, or by the words that tell it from the recorded ones."""
        own, said = self._always[finding], frozenset(words)
        theirs = frozenset[str]().union(*(self._always[each] for each in recorded))
        if _nots(words) and not _nots(own):
            return False  # "it has not begun" does not say that it has
        label, said_too = self._labels[finding], [self._labels[each] for each in recorded]
        if label and not any(_within(label, each) for each in said_too) and _within(label, words):
            return True
        telling = own - theirs
        if telling - NOT - AUXILIARIES:
            return telling <= said
        return bool(own - NOT - AUXILIARIES) and own <= said and not (theirs - own) & said

    def _denied(self, finding: str, words: Sequence[str]) -> bool:
        """Whether words say a finding's name with a "not" that it has not: "this is not sound"."""
        label = self._labels[finding]
        return bool(label) and _within(label, words) and _nots(words) != _nots(label)

    def _label(self, finding: str) -> tuple[str, ...]:
        label = words_of(self._claims.label(finding))
        return label if frozenset(label) - NOT - AUXILIARIES else ()


def _nots(words: Sequence[str] | Words) -> int:
    """Return 1 if words are turned round, 0 if not, or twice."""
    return sum(word in NOT for word in words) % 2


def _within(row: Sequence[str], words: Sequence[str]) -> bool:
    """Whether a row of words stands in another one as it is."""
    return place(tuple(words), tuple(row)) is not None
