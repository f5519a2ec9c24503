"""What a search finds in documents: places, and what stands there."""

from __future__ import annotations

from reviewer.model.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where words that were looked for stand in a place: from ``start`` to ``end`` in the text as it is searched (``folded``).

    ``mark`` (16 hex digits) names them by what they and the words round them say, wherever in the place they stand.
    """

    mark: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that a search found: ``snippet`` has the found words between U+E000 and U+E001.

    The first of them is at ``start`` to ``end`` in the part's text (code points). A search for a proof gives each of the
    ``occurrences``, in their order; any other none.
    """

    document: str
    place: str
    label: str
    snippet: str
    start: int = 0
    end: int = 0
    occurrences: tuple[Occurrence, ...] = ()
