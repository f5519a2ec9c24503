"""What must not go out: sentences that rest on nothing, findings that were edited away."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.letters.draft import DraftBlock, LetterDraft
from reviewer.letters.sentences import DraftSentence
from reviewer.model import Origin

SHOWN = 70


def lint(draft: LetterDraft) -> tuple[str, ...]:
    """Return what blocks signing a draft, a sentence each: what is wrong and what to do; empty if nothing."""
    current = {record for _, record in draft.verdicts}
    return tuple(line for block in draft.blocks for line in _block(block, current))


def _block(block: DraftBlock, current: set[str]) -> Iterator[str]:
    if block.orphan:
        yield (
            f"The paragraph that “{_start(block)}” was written for is no longer in the letter. "
            "Move its words to another paragraph, or take it back."
        )
    for sentence in block.sentences:
        yield from _sentence(sentence, current)
    for sentence in block.missing:
        yield f"The letter no longer says “{_short(sentence.text)}”. Write it again, or link what replaces it."
    if block.edited and not block.sentences and not block.because and not block.missing:
        yield "A paragraph was taken out of the letter without a reason. Say why, or take that back."


def _sentence(sentence: DraftSentence, current: set[str]) -> Iterator[str]:
    if sentence.origin is not Origin.WRITTEN:
        return
    told = _short(sentence.text)
    if not sentence.links and not sentence.because.strip():
        yield (
            f"“{told}” is linked to no verdict. "
            "Link it to the verdict it rests on, or say why it is no finding."
        )
    elif not set(sentence.links) <= current:
        yield f"“{told}” rests on a verdict that has changed since. Read it again and link it anew."


def _start(block: DraftBlock) -> str:
    return _short(block.sentences[0].text if block.sentences else block.markdown)


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN].rsplit(' ', 1)[0]}…"
