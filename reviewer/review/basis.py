"""What the rules look at (``State``) and what they say (``Standing``, ``Blocker``)."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from reviewer.model.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from reviewer.model import Difference, Evidence, Grade, Included, Kept, Receipt, Search, Unread, Verdict
    from reviewer.model.fields import Values
    from reviewer.model.objections import Objection


class BlockerCode(StrEnum):
    """What stands in the way of a letter."""

    NO_VERDICT = "no-verdict"
    VERDICTS_DIFFER = "verdicts-differ"
    VERDICT_CONTESTED = "verdict-contested"  # one person took it back, another kept it
    UNKNOWN_FINDING = "unknown-finding"
    NO_EVIDENCE = "no-evidence"
    OUTSIDE_REVIEW = "outside-review"
    LOST_PASSAGE = "lost-passage"
    NEAR_PASSAGE = "near-passage"
    NO_SEARCH = "no-search"
    HITS_NOT_LOOKED_AT = "hits-not-looked-at"
    PIECES_NOT_SEEN = "pieces-not-seen"
    PIECES_WAIT = "pieces-wait"  # for recognition
    SEARCH_STALE = "search-stale"
    TERMS_CHANGED = "terms-changed"  # the case was amended: a search did not seek what is to be sought now
    UNREAD_DOCUMENT = "unread-document"
    NO_CATEGORY = "no-category"
    CATEGORIES_DIFFER = "categories-differ"
    DAMAGED = "damaged"  # a record that the letter rests on, or may rest on, is not what was signed
    LETTER_WORDS = "letter-words"  # words of a paragraph that somebody wrote
    STANDS_TWICE = "stands-twice"  # something else of the body was decided differently by two people
    CASE_CONTESTED = "case-contested"  # amendments of the case stand against each other
    UNPRINTABLE = (
        "unprintable"  # what the case says of the body has characters, or is of a size, that no page can show
    )


CONFLICTS = frozenset(
    {BlockerCode.VERDICTS_DIFFER, BlockerCode.VERDICT_CONTESTED, BlockerCode.CATEGORIES_DIFFER}
)
"""What two people have decided differently."""


@dataclass(frozen=True, slots=True)
class Blocker:
    """One thing that is left to do: a value, for which ``desk.words`` has the words.

    ``criterion`` is a key, and ``title`` its title; None when it is about the whole body. ``quote`` is a passage that is lost,
    ``difference`` how a near one reads now; ``values`` has counts (verdicts, categories, hits, pieces, documents, terms; ``changed``
    documents that read differently since they were searched), a finding, a document's name, what cannot be printed or is damaged
    (``what``). ``objection`` is what is certainly wrong with a letter's words.
    """

    code: BlockerCode
    criterion: str | None = None
    title: str = ""
    values: Values = ()
    quote: str = ""
    difference: Difference | None = None
    objection: Objection | None = None


def left_in(blockers: Iterable[Blocker], language: str) -> tuple[Blocker, ...]:
    """Return the blockers of a body's letter in a language, by its key: what is wrong in another one's words is none."""
    return tuple(each for each in blockers if each.objection is None or each.objection.language == language)


@dataclass(frozen=True, slots=True)
class State:
    """All current records of one body, and its documents' texts as they are now.

    ``verdicts`` by criterion (two or more are a conflict); ``included`` by receipt subject; ``texts``
    gives each read document's text hash ("" if it can't be read; not there if it isn't read yet);
    ``lost`` holds the ids of evidence whose passage is not in its document's text any more; ``near`` says of evidence, by id, whose
    words are there only nearly how they differ, until somebody confirms them; ``contested`` the criteria whose one verdict somebody else took back, which is a conflict as well.

    ``pieces`` are those of each document that nobody could read, as of now on this laptop, and ``seen`` has the keys of those that
    a person has looked at, for all criteria. ``hits`` says of a search (its record's id) where its terms stand now, with the mark of
    each, in the documents that read differently since; of the others the search itself says it.
    """

    verdicts: Mapping[str, tuple[Kept[Verdict], ...]]
    evidence: tuple[Kept[Evidence], ...] = ()
    searches: tuple[Kept[Search], ...] = ()
    grades: tuple[Kept[Grade], ...] = ()
    receipts: tuple[Kept[Receipt], ...] = ()
    included: Mapping[str, Kept[Included]] = field(default_factory=lambda: MappingProxyType({}))
    texts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    lost: frozenset[str] = frozenset()
    near: Mapping[str, Difference] = field(default_factory=lambda: MappingProxyType({}))
    contested: frozenset[str] = frozenset()
    pieces: Mapping[str, tuple[Unread, ...]] = field(default_factory=lambda: MappingProxyType({}))
    seen: Container[str] = frozenset()
    hits: Mapping[str, frozenset[tuple[str, str, str]]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a body has come.

    ``findings`` gives the finding of each criterion that has exactly one verdict. ``blocks_signing``
    begins with everything in ``blocks_draft``. ``rests_on`` lists the ids of the verdict, evidence,
    search and category records behind the letter, sorted. ``doubts`` are what a person is to look at in a letter's own words
    before it is signed, and may be meant; they and ``suggested`` are filled by the desk. ``damaged`` has the keys of
    the criteria of which a record is damaged, so that they have no finding, and "" where one of the category is.
    """

    findings: Mapping[str, str]
    blocks_draft: tuple[Blocker, ...]
    blocks_signing: tuple[Blocker, ...]
    rests_on: tuple[str, ...] = ()
    category: str | None = None
    suggested: str | None = None
    damaged: frozenset[str] = frozenset()
    doubts: tuple[Objection, ...] = ()

    @property
    def draftable(self) -> bool:
        """Whether the letter can be drafted."""
        return not self.blocks_draft

    @property
    def signable(self) -> bool:
        """Whether the letter can be signed."""
        return not self.blocks_signing

    def left_in(self, language: str) -> tuple[Blocker, ...]:
        """Return what is left before the letter in one of the case's languages, by its key."""
        return left_in(self.blocks_signing, language)

    @property
    def judged(self) -> int:
        """How many criteria have exactly one verdict."""
        return len(self.findings)

    def blockers_of(self, criterion: str | None) -> tuple[Blocker, ...]:
        """Return what is left for one criterion, or with None for the body as a whole."""
        return tuple(blocker for blocker in self.blocks_signing if blocker.criterion == criterion)
