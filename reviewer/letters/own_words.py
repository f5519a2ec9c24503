"""Every word of an edited paragraph that is not the composed one, and the sentences that no composed one gave rise to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reviewer.letters.draft import DraftBlock
from reviewer.letters.revised import made_from
from reviewer.letters.spans import LONGER, changes, folded
from reviewer.model import Origin
from reviewer.model.fields import values_of
from reviewer.model.objections import Objection, ObjectionCode
from reviewer.paper.characters import printable

BESIDE = 1  # words that may be the same between two changes which read as one: "16 March" for "17 May"
QUOTES = str.maketrans("‘’“”", "''\"\"")


@dataclass(frozen=True, slots=True)
class Change:
    """What stands in a paragraph where other words were composed; "" where nothing stands, or stood."""

    gone: str
    new: str


def changed_words(before: str, after: str) -> Iterator[Change]:
    """Give what differs between two texts as they are printed, word for word, in order."""
    one, other = printable(before).split(), printable(after).split()
    for gone, new in _near([_same(word) for word in one], [_same(word) for word in other]):
        yield Change(" ".join(one[gone]), " ".join(other[new]))


def objections_to_changes(block: DraftBlock, listed: frozenset[str] = frozenset()) -> Iterator[Objection]:
    """List what a person changed in a paragraph and what is all own; nothing of it is certainly wrong.

    ``listed`` are sentences that are shown already, beside the words of the record that they stand for.
    """
    composed = [sentence.text for sentence in block.composed]
    added: list[str] = []
    there: list[str] = []
    for each in block.sentences:
        is_own = each.origin is Origin.WRITTEN and not made_from(each.text, composed)
        (added if is_own else there).append(each.text)
    own_text = " ".join(there)
    changes = list(changed_words(" ".join(composed), own_text)) if block.edited else []
    if changes:
        begins = composed[0] if composed else own_text
        values = {
            "gone": tuple(each.gone for each in changes),
            "new": tuple(each.new for each in changes),
        }
        yield Objection(ObjectionCode.CHANGED, block.key, begins, values=values_of(values), certain=False)
    if own := " ".join(text for text in added if text not in listed):
        yield Objection(ObjectionCode.OWN_WORDS, block.key, own, certain=False)


def _same(word: str) -> str:
    return folded(word).translate(QUOTES)


def _near(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[slice, slice]]:
    """Give the changes from one row of words to another; what stands close together is one."""
    least, most = sorted((len(before), len(after)))
    if LONGER * least <= most:  # what takes the time of the product of both
        if before or after:
            yield slice(0, len(before)), slice(0, len(after))
        return
    held: tuple[slice, slice] | None = None
    for gone, new in changes(before, after):
        if held and new.start - held[1].stop <= BESIDE:
            held = slice(held[0].start, gone.stop), slice(held[1].start, new.stop)
            continue
        if held:
            yield held
        held = gone, new
    if held:
        yield held
