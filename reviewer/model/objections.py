"""What is to be said against a letter's words before it is signed, as values: the words for it are in ``reviewer.desk.words``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reviewer.model.fields import Values


class ObjectionCode(StrEnum):
    """What is so of a sentence, or of a paragraph. The names of the values that go with each stand behind it."""

    # What it rests on
    ORPHAN = "orphan"  # the paragraph that it was written for is gone
    UNLINKED = "unlinked"
    STALE_LINK = "stale-link"
    TAKEN_OUT = "taken-out"  # a paragraph, without a reason
    UNPRINTABLE = "unprintable"  # what

    # Each verdict exactly once
    LEFT_OUT = "left-out"  # of the paragraph that told it
    NOT_SAID = "not-said"  # anywhere: title
    SAID_TWICE = "said-twice"  # title
    OTHER_FINDING = "other-finding"  # title, said, recorded: labels of findings
    OPPOSITE = "opposite"  # recorded: the sentence that the verdict gives
    REWORDED = "reworded"  # recorded
    TURNED_ROUND = "turned-round"  # recorded: the composed sentence that stood there, of no verdict
    OTHER_VERDICT = "other-verdict"  # recorded: labels of the findings told where it stands

    # What a person wrote, as what it is: it may well be right, and is read once more
    CHANGED = "changed"  # gone, new: rows of words as composed and as written, "" for none
    OWN_WORDS = "own-words"

    # What the record says otherwise
    NO_SUCH_DAY = "no-such-day"
    OTHER_WEEKDAY = "other-weekday"  # weekday: its name
    OTHER_DAY = "other-day"  # recorded: the day as the case has it
    MORE_THAN_ALL = "more-than-all"
    OTHER_COUNT = "other-count"  # recorded: a number; of: what is counted
    OTHER_FIGURE = "other-figure"  # recorded: the figure that the composed sentence has
    WRONG_LINK = "wrong-link"  # target: where it leads, which is not the address or number that its words are
    OTHER_LINK = "other-link"  # target: where it leads, which the paragraph as composed has not
    OTHER_ADDRESS = "other-address"  # recorded: the case's own address or number to write to or call
    OTHER_BODY = "other-body"  # name: of the body that it belongs to
    WRONG_BODY = "wrong-body"  # name: of the body that stands where the letter speaks of its own


OWN_WORDING = frozenset({ObjectionCode.CHANGED, ObjectionCode.OWN_WORDS})
"""What is said of all that a person wrote, whatever it says."""


@dataclass(frozen=True, slots=True)
class Objection:
    """One thing to say against a letter's words.

    ``block`` is the key of the paragraph, "" where it is the whole letter; ``sentence`` the words it is about, and ``start`` to
    ``end``, in code points, those in them that are wrong (both 0: all of them). A ``certain`` one keeps the letter from being
    signed; another one is for a person to look at, since it may be meant. ``language`` is the letter's key among the case's.
    """

    code: ObjectionCode
    block: str = ""
    sentence: str = ""
    start: int = 0
    end: int = 0
    values: Values = ()
    certain: bool = True
    language: str = ""

    @property
    def words(self) -> str:
        """The words that are wrong."""
        return self.sentence[self.start : self.end] or self.sentence
