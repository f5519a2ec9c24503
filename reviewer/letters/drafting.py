"""Findings to a letter: the template's words, the inspector's own in their place, each sentence traced."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from reviewer import wording
from reviewer.errors import Phrase, WordingError
from reviewer.letters.draft import DraftBlock, LetterDraft
from reviewer.letters.sentences import DraftSentence, sentences_of
from reviewer.letters.tongues import Tongue, bare
from reviewer.letters.tracing import Composed, shown
from reviewer.letters.words import page_words, seal_words
from reviewer.model import Block, Body, Case, Language, Origin
from reviewer.paper import Run, blocks_from_markdown, chunks
from reviewer.wording import OPEN, Rendered

FIRST_MARK = 0xE100
STEP = 100  # between the orders of composed blocks, so that there is room for written ones
SPECIAL = "\\`*_[]<>#&|"


def compose_letter(
    case: Case,
    language_code: str,
    body: Body,
    findings: Mapping[str, str],
    edited: Sequence[Block],
    verdict_ids: Mapping[str, str],
) -> LetterDraft:
    """Return a body's letter in a language ("" is the first).

    ``findings`` gives a finding and ``verdict_ids`` the verdict's record id, both by criterion key.
    ``edited`` are the inspector's own paragraphs of this letter: they replace composed ones by key, or
    stand by their order. Raises WordingError where a template cannot be filled, PaperError for a bad link.
    """
    language = _language(case, language_code)
    rendered = wording.compose(case, language, body, findings)
    tongue = Tongue(case.framework.language)
    composed = _composed(rendered, verdict_ids, tongue, wording.letter_file(language))
    inspection = language.inspection(case.inspection)
    return LetterDraft(
        language=language.framework.language,
        reference=f"{inspection.key}/{body.code}",
        marking=inspection.marking,
        sender=inspection.sender,
        signatory=inspection.signatory,
        enquiries=inspection.enquiries,
        body_code=body.code,
        addressee=tuple(map(bare, rendered.addressee)) or (body.name,),
        delivery=inspection.letter.delivery,
        copied_to=bare(_copied_to(language, rendered)),
        dated=inspection.letters_dated,
        date_line=wording.day(inspection.letters_dated, language.months),
        subject=bare(rendered.subject),
        salutation=bare(rendered.salutation),
        blocks=_with_edits(composed, edited, tongue),
        closing=bare(rendered.closing),
        verdicts=tuple(verdict_ids.items()),
        pages=page_words(language),
        seal=seal_words(language),
        foreign=dict(_foreign(case, language, rendered, tongue)),
    )


def _language(case: Case, code: str) -> Language:
    known = case.languages
    return known.get(code) or next(spoken for spoken in known.values() if spoken.framework.language == code)


def _foreign(
    case: Case, language: Language, rendered: Rendered, tongue: Tongue
) -> Iterator[tuple[str, tuple[Run, ...]]]:
    """Yield the lines outside the body that have words in the first language, with their runs."""
    filled = (rendered.subject, rendered.salutation, rendered.closing, *rendered.addressee)
    for line in (*filled, _copied_to(language, rendered)):
        if OPEN in line:
            yield bare(line), tongue.runs(line)
    inspection = case.inspection
    sender, letter = inspection.sender, inspection.letter
    facts = {
        "sender.organisation": (sender.organisation,),
        "sender.strapline": (sender.strapline,),
        "sender.address": (", ".join(sender.address),),
        "signatory.titles": inspection.signatory.titles,
        "letter.delivery": (letter.delivery,),
        "marking": (inspection.marking,),
    }
    for fact, lines in facts.items():
        if not language.says(fact):
            yield from ((line, (Run(line, lang=tongue.first),)) for line in lines if line)


def _copied_to(language: Language, rendered: Rendered) -> str:
    return f"{language.copied_to}: {'; '.join(rendered.copied_to)}" if rendered.copied_to else ""


# --- what the template gives ---------------------------------------------------------------------


def _composed(
    rendered: Rendered, verdict_ids: Mapping[str, str], tongue: Tongue, letter: str
) -> tuple[DraftBlock, ...]:
    by_mark = {
        chr(FIRST_MARK + index): DraftSentence(
            bare(sentence.text),
            Origin.FINDING,
            tuple(verdict_ids[key] for key in sentence.criteria if key in verdict_ids),
            sentence.criteria,
            mark=chr(FIRST_MARK + index),
        )
        for index, sentence in enumerate(rendered.sentences)
    }
    marks = {
        mark: tuple(replace(run, mark=mark) for run in tongue.runs(sentence.text))
        for mark, sentence in zip(by_mark, rendered.sentences, strict=True)
    }
    keys = _Keys()
    made = []
    for index, chunk in enumerate(chunks(rendered.markdown)):
        blocks = tongue.blocks(blocks_from_markdown(chunk, marks))
        sentences = tuple(s for block in blocks for s in sentences_of(block, by_mark))
        finding = any(sentence.origin is Origin.FINDING for sentence in sentences)
        origin = Origin.FINDING if finding else Origin.STANDING
        key = keys.next("findings" if finding else _fingerprint(chunk))
        links = _links(sentences)
        made.append(
            DraftBlock(key, (index + 1) * STEP, origin, _spelt(chunk, by_mark), blocks, sentences, links)
        )
    _check_said(by_mark, made, letter)
    return tuple(made)


def _check_said(by_mark: Mapping[str, DraftSentence], made: Iterable[DraftBlock], letter: str) -> None:
    """Each finding's sentence is to be printed; one in a link's address would not be."""
    said = {sentence.mark for block in made for sentence in block.sentences}
    lost = next((sentence for mark, sentence in by_mark.items() if mark not in said), None)
    if lost is not None:
        message = Phrase(
            "{letter}: “{text}” would not be printed where {{{{ findings }}}} stands",
            letter=letter,
            text=lost.text,
        )
        raise WordingError(message, "Put it into the text, not into a link's address or title.")


class _Keys:
    """Keys that say what a block is, so that they outlive a paragraph that comes or goes before it."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def next(self, key: str) -> str:
        self._seen[key] += 1
        return key if self._seen[key] == 1 else f"{key}-{self._seen[key]}"


def _fingerprint(chunk: str) -> str:
    return f"s-{hashlib.sha256(bare(chunk).encode()).hexdigest()[:12]}"


def _spelt(chunk: str, by_mark: Mapping[str, DraftSentence]) -> str:
    """A chunk with its findings' sentences written out as Markdown."""
    for mark, sentence in by_mark.items():
        if mark in chunk:
            chunk = chunk.replace(mark, _escaped(sentence.text))
    return bare(chunk)


def _escaped(text: str) -> str:
    return "".join(f"\\{character}" if character in SPECIAL else character for character in text)


def _links(sentences: Iterable[DraftSentence]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(link for sentence in sentences for link in sentence.links))


# --- what the inspector wrote --------------------------------------------------------------------


def _with_edits(
    composed: Sequence[DraftBlock], edited: Sequence[Block], tongue: Tongue
) -> tuple[DraftBlock, ...]:
    if not edited:
        return tuple(composed)
    known = {block.key: block for block in composed}
    own = {block.key: block for block in edited}
    texts = Composed(sentence for block in composed for sentence in block.sentences)
    blocks_left = [
        _edited(own[block.key], texts, block, tongue) if block.key in own else block for block in composed
    ]
    added = [_edited(block, texts, None, tongue) for block in edited if block.key not in known]
    return tuple(sorted((*blocks_left, *added), key=lambda block: block.order))


def _edited(own: Block, known: Composed, replaced: DraftBlock | None, tongue: Tongue) -> DraftBlock:
    """A person's words in a paragraph's place. Sentences left as composed keep their origin."""
    own_sentence = DraftSentence("", Origin.WRITTEN, own.links, (), own.because)
    traced = known.traced(shown(own.markdown), own_sentence)
    sentences = traced.sentences
    before = replaced.sentences if replaced else ()
    linked = set(_links(sentences))
    missing = tuple(s for s in before if s.origin is Origin.FINDING and not set(s.links) <= linked)
    return DraftBlock(
        key=own.key,
        order=replaced.order if replaced else own.order,
        origin=Origin.WRITTEN,
        markdown=own.markdown,
        blocks=tongue.again(traced.blocks, replaced.blocks if replaced else ()),
        sentences=sentences,
        links=_links(sentences) or own.links,
        because=own.because,
        edited=True,
        orphan=replaced is None and not own.key.startswith("own-"),
        missing=missing,
        composed=before,
        replaced=replaced.blocks if replaced else (),
    )
