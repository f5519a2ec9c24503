"""What is to be said against a letter before it is signed: each verdict is said once, and nothing against the record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reviewer.letters.addresses import objections_to_addresses, objections_to_links
from reviewer.letters.case_days import objections_to_case_days
from reviewer.letters.dates import objections_to_days
from reviewer.letters.draft import DraftBlock, LetterDraft
from reviewer.letters.known import Known
from reviewer.letters.own_words import objections_to_changes
from reviewer.letters.revised import changed_figures, changed_names, made_from
from reviewer.letters.sentences import DraftSentence
from reviewer.letters.spans import alike, folded, words_of
from reviewer.letters.stated_figures import objections_to_figures
from reviewer.model import Origin
from reviewer.model.fields import values_of
from reviewer.model.objections import Objection, ObjectionCode
from reviewer.paper.characters import printable

IMPOSSIBLE = frozenset({ObjectionCode.NO_SUCH_DAY, ObjectionCode.OTHER_WEEKDAY, ObjectionCode.MORE_THAN_ALL})
TURNED = frozenset({ObjectionCode.OTHER_FINDING, ObjectionCode.OPPOSITE})


def lint(draft: LetterDraft, known: Known) -> tuple[Objection, ...]:
    """Return what is to be said against a draft, paragraph by paragraph; empty if nothing is.

    Only the certain ones block signing. Of sentences as they were composed, which are made from the record, only what can never be
    is listed: it stands so in the case.
    """
    verdicts = dict(draft.verdicts)
    reader = _Reader(known, {record: key for key, record in verdicts.items()}, set(verdicts.values()))
    by_block = {block.key: list(reader.block(block)) for block in draft.blocks}
    for objection in _each_once(draft, reader, [each for held in by_block.values() for each in held]):
        by_block.setdefault(objection.block, []).append(objection)
    for block in draft.blocks:
        beside = (each.sentence for each in by_block[block.key] if each.code is ObjectionCode.REWORDED)
        by_block[block.key] += objections_to_changes(block, frozenset(beside))
    return tuple(dict.fromkeys(each for held in by_block.values() for each in held))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one paragraph after another; ``criteria`` gives the criterion of a verdict's record, ``current`` are those that stand."""

    known: Known
    criteria: dict[str, str]
    current: set[str]

    def block(self, block: DraftBlock) -> Iterator[Objection]:
        if block.orphan:
            yield Objection(ObjectionCode.ORPHAN, block.key, _start(block))
        for written in block.sentences:
            sentence = replace(written, text=printable(written.text))
            if sentence.origin is Origin.WRITTEN:
                read = replace(sentence, text=folded(sentence.text))
                said = (*self._rests(read), *self._says(read, block), *self._facts(read, block))
            else:
                said = tuple(self._of_the_case(folded(sentence.text), sentence.origin))
            for objection in said:
                yield replace(objection, block=block.key, sentence=sentence.text)
        if block.edited:
            yield from objections_to_links(block)
        for sentence in block.missing:
            yield Objection(ObjectionCode.LEFT_OUT, block.key, sentence.text)
        if block.edited and not block.sentences and not block.because and not block.missing:
            yield Objection(ObjectionCode.TAKEN_OUT, block.key)

    def linked(self, sentence: DraftSentence) -> tuple[str, ...]:
        """Return the criteria of the verdicts that a sentence is linked to."""
        return tuple(self.criteria[link] for link in sentence.links if link in self.criteria)

    def tells(self, sentence: DraftSentence) -> frozenset[str]:
        """Return the criteria whose finding a sentence says as the framework words it."""
        if sentence.origin is Origin.FINDING:
            return frozenset(sentence.criteria)
        return self.known.claims.criteria_said(folded(printable(sentence.text)))

    def _of_the_case(self, text: str, origin: Origin) -> Iterator[Objection]:
        """List what cannot be in the words of the case itself: the letter waits for no amendment, but it is told."""
        objections = (*self._days(text), *objections_to_figures(text, self.known.counted, self.known.months))
        yield from (replace(each, certain=False) for each in objections if each.code in IMPOSSIBLE)
        if origin is Origin.STANDING:
            yield from self._others(text, sure=False)

    def _rests(self, sentence: DraftSentence) -> Iterator[Objection]:
        if not sentence.links and not sentence.because.strip():
            yield Objection(ObjectionCode.UNLINKED, "", sentence.text)
        elif not set(sentence.links) <= self.current:
            yield Objection(ObjectionCode.STALE_LINK, "", sentence.text)

    def _says(self, sentence: DraftSentence, block: DraftBlock) -> Iterator[Objection]:
        """Give what it says against a verdict. Somebody else's words, set apart, may be quoted for what they are."""
        claims, text = self.known.claims, sentence.text
        sure = not sentence.quoted or any(each.criteria for each in block.composed)
        if others := tuple(self._others(text, sure=sure)):
            yield from others
        elif said := claims.opposed(text, self.linked(sentence)):
            values = {"recorded": said}
            yield Objection(ObjectionCode.OPPOSITE, "", text, values=values_of(values), certain=sure)
        else:
            yield from self._beside(sentence, block)

    def _others(self, text: str, *, sure: bool) -> Iterator[Objection]:
        claims = self.known.claims
        for criterion, finding in claims.others(text):
            recorded = claims.label(claims.recorded(criterion))
            values = {"title": claims.title(criterion), "said": claims.label(finding), "recorded": recorded}
            yield Objection(ObjectionCode.OTHER_FINDING, "", text, values=values_of(values), certain=sure)

    def _beside(self, sentence: DraftSentence, block: DraftBlock) -> Iterator[Objection]:
        """Give what it may say against what stood in its place, or the verdicts told there, though it names no criterion."""
        claims, text = self.known.claims, sentence.text
        stood = next((each.text for each in block.composed if claims.turns(each.text, text)), "")
        if stood:
            values = values_of({"recorded": stood})
            yield Objection(ObjectionCode.TURNED_ROUND, "", text, values=values, certain=False)
            return
        keys = (key for each in (*block.composed, *block.sentences) for key in each.criteria)
        criteria = tuple(dict.fromkeys((*keys, *self.linked(sentence))))
        if objection := self.known.verdict_words.another(text, criteria):
            values = values_of({"recorded": ", ".join(map(claims.label, objection))})
            yield Objection(ObjectionCode.OTHER_VERDICT, "", text, values=values, certain=False)

    def _facts(self, sentence: DraftSentence, block: DraftBlock) -> Iterator[Objection]:
        known, text = self.known, sentence.text
        named = (*self.linked(sentence), *known.claims.frame(text).criteria)
        stood = made_from(text, [each.text for each in block.composed])
        composed = made_from(text, [*(each.text for each in block.composed), *known.claims.sentences(named)])
        if composed:
            yield from changed_figures(text, composed, welsh=known.claims.mutates)
        yield from changed_names(text, composed, known.names)
        for objection in (*self._days(text), *objections_to_figures(text, known.counted, known.months)):
            yield replace(objection, certain=False) if sentence.quoted else objection
        if not stood:  # else what was changed is listed word by word
            yield from objections_to_case_days(text, known.months, known.days, welsh=known.claims.mutates)
            yield from objections_to_addresses(text, known.enquiries)

    def _days(self, text: str) -> Iterator[Objection]:
        known = self.known
        return objections_to_days(text, known.months, known.days.all, welsh=known.claims.mutates)


def _each_once(draft: LetterDraft, reader: _Reader, said: list[Objection]) -> Iterator[Objection]:
    """Give the verdicts that are said twice, in other words, or not at all."""
    left_out = {key for block in draft.blocks for each in block.missing for key in each.criteria}
    turned = {each.sentence for each in said if each.code in TURNED}
    sentences = [(block, each, reader.tells(each)) for block in draft.blocks for each in block.sentences]
    for criterion, _record in draft.verdicts:
        title = values_of({"title": reader.known.claims.title(criterion)})
        telling = [(block, each) for block, each, criteria in sentences if criterion in criteria]
        by_the_case = [(block, each) for block, each in telling if each.origin is Origin.STANDING]
        said_in = [pair for pair in telling if pair not in by_the_case]
        for block, sentence in said_in[1:]:
            yield Objection(ObjectionCode.SAID_TWICE, block.key, sentence.text, values=title)
        for block, sentence in by_the_case:  # the case's own words say it besides
            yield Objection(ObjectionCode.SAID_TWICE, block.key, sentence.text, values=title, certain=False)
        if said_in:
            continue
        own_words = [(block, each) for block, each, _ in sentences if criterion in reader.linked(each)]
        if not own_words and criterion not in left_out:
            yield Objection(ObjectionCode.NOT_SAID, values=title)
        elif own_words and not any(each.text in turned for _, each in own_words):
            yield _reworded(criterion, own_words, reader)


def _reworded(
    criterion: str, own_words: list[tuple[DraftBlock, DraftSentence]], reader: _Reader
) -> Objection:
    claims = reader.known.claims
    recorded = next(iter(claims.sentences([criterion])))
    words = words_of(recorded)
    block, sentence = max(own_words, key=lambda pair: alike(words, words_of(pair[1].text)))
    values = values_of({"recorded": recorded})
    return Objection(ObjectionCode.REWORDED, block.key, sentence.text, values=values, certain=False)


def _start(block: DraftBlock) -> str:
    return block.sentences[0].text if block.sentences else block.markdown
