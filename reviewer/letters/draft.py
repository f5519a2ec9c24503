"""What a letter is before it is printed; frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from reviewer.letters.sentences import DraftSentence
from reviewer.model import Enquiries, Origin, Sender, Signatory
from reviewer.paper import Block


@dataclass(frozen=True, slots=True)
class DraftBlock:
    """A paragraph, heading, quotation, list or table of a letter.

    ``key`` is stable over composing; ``markdown`` is its text, to be edited; ``edited`` tells that the
    inspector's words stand here, ``orphan`` that the paragraph they replaced is no longer composed.
    ``missing`` are the findings' sentences that her words left out, ``composed`` all that stood in their place.
    """

    key: str
    order: int
    origin: Origin
    markdown: str
    blocks: tuple[Block, ...]
    sentences: tuple[DraftSentence, ...]
    links: tuple[str, ...] = ()
    because: str = ""
    edited: bool = False
    orphan: bool = False
    missing: tuple[DraftSentence, ...] = ()
    composed: tuple[DraftSentence, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """A letter to one body, ready to print. ``verdicts`` gives the verdict record id by criterion key."""

    language: str
    reference: str
    marking: str
    sender: Sender
    signatory: Signatory
    enquiries: Enquiries
    body_code: str
    addressee: tuple[str, ...]
    delivery: str
    copied_to: str
    dated: date
    date_line: str
    subject: str
    salutation: str
    blocks: tuple[DraftBlock, ...]
    closing: str
    verdicts: tuple[tuple[str, str], ...]

    @property
    def sentences(self) -> tuple[DraftSentence, ...]:
        """Every sentence of the body, in order, with its origin."""
        return tuple(sentence for block in self.blocks for sentence in block.sentences)

    @property
    def content(self) -> tuple[Block, ...]:
        """The body of the letter as blocks of paper."""
        return tuple(block for held in self.blocks for block in held.blocks)

    @property
    def title(self) -> str:
        """What the file is called: the subject and to whom."""
        return f"{self.subject}: {self.addressee[-1]}"


@dataclass(frozen=True, slots=True)
class SignatureLook:
    """What the signature field shows: who signs, when (UTC), and why."""

    name: str
    at: datetime
    reason: str = "Issued by the signatory of this letter"
