"""What a sentence says of the criteria: the finding that the record has, another one, its opposite, or it in other words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from reviewer.letters.opposing import Words, contradicted, denied, same_words, turned
from reviewer.letters.spans import words_of
from reviewer.model import Language, Tone

HOLE = "\ufffc"  # stands where a criterion's phrase stood
Spoken = Callable[[Mapping[str, str]], str]
"""Gives the sentence of criteria that share one finding: a finding's key by criterion key."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A sentence with a hole where criteria are named, and which criteria those are, by key."""

    words: Words
    criteria: tuple[str, ...]


class Claims:
    """Knows how every finding of every criterion would read, and which the record has."""

    def __init__(self, language: Language, findings: Mapping[str, str], spoken: Spoken) -> None:
        """``findings`` are the recorded ones by criterion key; ``spoken`` words a finding in the letter's language."""
        self._framework = language.framework
        self._findings = findings
        self._spoken = spoken
        self._known: dict[str, Frame] = {}
        self._said: dict[tuple[str, ...], str] = {}
        self.mutates = language.primary == "cy"
        self._joiners = (words_of(language.all_word), words_of(language.any_word))

    def title(self, criterion: str) -> str:
        """Return a criterion's title."""
        return self._framework.criterion(criterion).title

    def label(self, finding: str) -> str:
        """Return what a finding is called."""
        return self._framework.finding(finding).label

    def able(self, finding: str, criteria: Iterable[str]) -> bool:
        """Whether any of these criteria may have a finding."""
        return any(finding in self._framework.criterion(key).findings for key in criteria)

    def recorded(self, criterion: str) -> str:
        """Return the key of the recorded finding of a criterion."""
        return self._findings[criterion]

    @cached_property
    def _phrases(self) -> tuple[tuple[Words, str], ...]:
        """The words that criteria are named by, the longest first."""
        phrases: dict[Words, str] = {}
        for criterion in self._framework.criteria:
            for finding in criterion.findings:
                words = words_of(criterion.phrase_for(finding))
                if words and criterion.key in self._findings:
                    phrases.setdefault(words, criterion.key)
        return tuple(sorted(phrases.items(), key=lambda item: -len(item[0])))

    @cached_property
    def frames(self) -> Mapping[str, frozenset[Words]]:
        """How each finding reads, of one criterion and of two."""
        made: dict[str, set[Words]] = {}
        for finding in self._framework.findings:
            able = [each.key for each in self._framework.criteria if finding.key in each.findings]
            groups = [[key] for key in able] + ([able[:2]] if len(able) > 1 else [])
            texts = (self._spoken(dict.fromkeys(group, finding.key)) for group in groups)
            made[finding.key] = {self.frame(text).words for text in texts}
        return {finding: frozenset(frames) for finding, frames in made.items()}

    def frame(self, text: str) -> Frame:
        """Return a sentence with a hole for each criterion, or row of criteria, that it names."""
        if text not in self._known:
            self._known[text] = self._framed(text)
        return self._known[text]

    def _framed(self, text: str) -> Frame:
        words, named = words_of(text), []
        for phrase, key in self._phrases:
            while (at := place(words, phrase)) is not None:
                words = (*words[:at], HOLE, *words[at + len(phrase) :])
                named.append(key)
        return Frame(self._joined(words), tuple(dict.fromkeys(named)))

    def _joined(self, words: Words) -> Words:
        """Return words with one hole for each row of criteria."""
        made, at = [], 0
        while at < len(words):
            made.append(words[at])
            at = self._row_end(words, at) if words[at] == HOLE else at + 1
        return tuple(made)

    def _row_end(self, words: Words, at: int) -> int:
        """Return where a row of criteria ends that begins here, as "a, b and c" does: one "and", before the last; else it is no row."""
        end = at + 1
        while end < len(words) and words[end] == HOLE:
            end += 1
        ends = (end + len(joiner) for joiner in self._joiners if words[end : end + len(joiner)] == joiner)
        return next((last + 1 for last in ends if words[last : last + 1] == (HOLE,)), at + 1)

    def criteria_said(self, text: str) -> frozenset[str]:
        """Return the criteria whose recorded finding a sentence says in the framework's own words."""
        frame = self.frame(text)
        return frozenset(key for key in frame.criteria if frame.words in self.frames[self._findings[key]])

    def others(self, text: str) -> Iterator[tuple[str, str]]:
        """Give (criterion, finding) where a sentence says, in the framework's words, a finding that the record has not."""
        frame = self.frame(text)
        said = [finding for finding, frames in self.frames.items() if frame.words in frames]
        said = said or self._in_any_order(frame.words)
        for key in frame.criteria:
            if said and self._findings[key] not in said:
                yield key, said[0]

    def _in_any_order(self, words: Words) -> list[str]:
        """Return the findings whose sentences have the same words in another order: "X was reflected in your plans"."""
        return [
            finding
            for finding, frames in self.frames.items()
            if HOLE in words and any(same_words(frame, words) for frame in frames)
        ]

    def sentences(self, criteria: Iterable[str]) -> Iterator[str]:
        """Give the sentences that the recorded findings of criteria make, each once: all that share one together, and each alone."""
        groups = dict.fromkeys(group for key in criteria for group in (self._sharing(key), (key,)))
        for group in groups:
            if group not in self._said:
                self._said[group] = self._spoken(dict.fromkeys(group, self._findings[group[0]]))
            yield self._said[group]

    def _sharing(self, criterion: str) -> tuple[str, ...]:
        """Return the criteria that have the recorded finding of one, itself among them."""
        finding = self._findings[criterion]
        return tuple(each for each, other in self._findings.items() if other == finding)

    def opposed(self, text: str, criteria: Iterable[str]) -> str:
        """Return the recorded sentence that a sentence says the opposite of, or ""; a question says nothing."""
        if text.rstrip().endswith("?"):
            return ""
        named = (*criteria, *self.frame(text).criteria)
        return next((said for said in self.sentences(named) if self._against(said, text)), "")

    def turns(self, said: str, text: str) -> bool:
        """Whether a sentence turns another one round by nothing but a "not"."""
        return turned(words_of(said), words_of(text), mutates=self.mutates)

    def _against(self, recorded: str, text: str) -> bool:
        words, said = words_of(recorded), words_of(text)
        if turned(words, said, mutates=self.mutates) or denied(words, said):
            return True
        one, other = self.frame(recorded), self.frame(text)
        if not other.criteria or not set(other.criteria) <= set(one.criteria):
            return False
        met = self._framework.finding(self._findings[one.criteria[0]]).tone is Tone.MET
        return contradicted(one.words, other.words, met=met)


def place(words: Words, phrase: Words) -> int | None:
    """Return where a row of words stands in another one as it is; None where it does not."""
    size = len(phrase)
    return next((at for at in range(len(words) - size + 1) if words[at : at + size] == phrase), None)
