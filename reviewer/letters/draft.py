"""What a letter is before it is printed; frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from reviewer.letters.sentences import DraftSentence
from reviewer.letters.words import PageWords, SealWords
from reviewer.model import Enquiries, Origin, Sender, Signatory
from reviewer.paper import Block, Run


@dataclass(frozen=True, slots=True)
class DraftBlock:
    """A paragraph, heading, quotation, list or table of a letter.

    ``key`` is stable over composing; ``markdown`` is its text, to be edited; ``edited`` tells that the
    inspector's words stand here, ``orphan`` that the paragraph they replaced is no longer composed.
    ``missing`` are the findings' sentences that the own words left out, ``composed`` all that stood in their place,
    and ``replaced`` the blocks of it.
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
    replaced: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """A letter to one body, ready to print. ``verdicts`` gives the verdict record id by criterion key.

    ``foreign`` are the runs of the lines outside the body that have words in another language than the letter, by their text.
    """

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
    pages: PageWords
    seal: SealWords
    foreign: Mapping[str, tuple[Run, ...]]

    def runs(self, text: str) -> tuple[Run, ...]:
        """Return a line outside the body with what is in another language marked."""
        return self.foreign.get(text, (Run(text),))

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
        """What the file is called: to whom and its subject, so that what is cut in a list still tells letters apart."""
        return f"{self.addressee[-1]}: {self.subject}"


@dataclass(frozen=True, slots=True)
class SignatureLook:
    """What the signature field shows: the name in the certificate, when (UTC), and why.

    A deputy signs in a ``role``, for the ``signatory`` who is named; both are "" where the signatory signs.
    """

    name: str
    at: datetime
    role: str = ""
    signatory: str = ""

    @property
    def signed(self) -> str:
        """In which role and for whom it is signed, as it is shown and claimed; "" where the signatory signs."""
        return f"{self.role}, for {self.signatory}" if self.role else ""
