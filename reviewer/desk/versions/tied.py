"""What of a newer version is tied already: words that somebody tied there by hand are not tied a second time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.desk.versions.values import Fate, InVersion
from reviewer.model import AnchorState, Evidence, Kept, Passage

if TYPE_CHECKING:
    from reviewer.desk.passages import PassagePlace
    from reviewer.model import DocumentText

Span = tuple[int, int]


class TiedThere:
    """The passages that are tied in a newer version, where they stand in its text of today."""

    def __init__(
        self,
        there: Sequence[Kept[Evidence]],
        text: DocumentText | None,
        find: Callable[[Passage, DocumentText], PassagePlace],
    ) -> None:
        """``there`` is the evidence that stands in the newer version; ``find`` finds a passage again in its ``text``."""
        self._text = text
        self._places = (
            []
            if text is None
            else [(record, *where) for record in there for where in _where(record, text, find)]
        )

    def noticed(self, passage: InVersion) -> InVersion:
        """Return a passage of the earlier version, as tied where its words are within what is tied to its criterion."""
        new, own = passage.new, passage.record
        if new is None or passage.fate is Fate.GONE:
            return passage
        wanted = self._trimmed(new.place, (new.start, new.end))
        for record, place, span in self._places:
            same = record.content.criterion == own.content.criterion and record.subject != own.subject
            if same and place == new.place and span[0] <= wanted[0] and wanted[1] <= span[1]:
                return replace(passage, fate=Fate.TIED, tied=record.id)
        return passage

    def _trimmed(self, place: str, span: Span) -> Span:
        """Return a span without the marks and white space at its ends, which one takes along or leaves by chance."""
        part = self._text.part(place) if self._text else None
        start, end = span
        words = part.text[start:end] if part else ""
        at = [index for index, character in enumerate(words) if character.isalnum()]
        return (start + at[0], start + at[-1] + 1) if at else span


def _where(
    record: Kept[Evidence], text: DocumentText, find: Callable[[Passage, DocumentText], PassagePlace]
) -> Iterator[tuple[str, Span]]:
    """Give where a tied passage stands now, if it does: its text may have moved since it was tied."""
    anchor = find(record.content.passage, text).anchor
    if anchor.state in {AnchorState.EXACT, AnchorState.MOVED}:
        yield anchor.place, (anchor.start, anchor.end)
