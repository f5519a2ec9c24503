"""Journey 3, drafting: a letter composed from its verdicts, and the paragraphs that a person writes in it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reviewer.desk.letter_places import LetterNow, Place
from reviewer.desk.letter_words import look_of
from reviewer.desk.letterbook import Letterbook
from reviewer.desk.session import Session
from reviewer.desk.standing import Standings, judged_of
from reviewer.desk.wordings import Judged, Wordings, faults_in
from reviewer.desk.words.blockers import blocker_and_remedy
from reviewer.desk.words.objections import objection_lines
from reviewer.errors import NotReadyError, Phrase, WrongUseError
from reviewer.model import Block, Kept, Language, Origin
from reviewer.model.objections import OWN_WORDING, Objection
from reviewer.review import Standing

if TYPE_CHECKING:
    from reviewer.letters import LetterDraft, LetterProof

OWN = "own-"  # what the key of a paragraph begins with that replaces none


def new_key() -> str:
    """Return the key of a paragraph that replaces none."""
    return f"{OWN}{secrets.token_hex(6)}"


def order_after(draft: LetterDraft, key: str) -> int:
    """Return an order between a paragraph and the next ("": the last); equal to the first's where there is no room."""
    orders = [block.order for block in draft.blocks]
    at = next((index for index, block in enumerate(draft.blocks) if block.key == key), len(orders) - 1)
    if at + 1 < len(orders):
        return (orders[at] + orders[at + 1]) // 2
    return orders[-1] + 1 if orders else 1


class Drafts:
    """Composes drafts and keeps edited paragraphs."""

    def __init__(
        self, session: Session, standings: Standings, letterbook: Letterbook, wordings: Wordings
    ) -> None:
        """Draft what ``standings`` says of the session's bodies, as ``wordings`` composes it."""
        self._session, self._standings, self._letterbook = session, standings, letterbook
        self._wordings = wordings

    def language(self, code: str) -> Language:
        """Return one of the case's languages; "" is the first. ReviewerError if there is none."""
        return self._letterbook.language(code)

    # --- drafts ----------------------------------------------------------------------------------

    def draft(self, body: str, language: str = "") -> LetterDraft:
        """Compose a body's letter from its verdicts; NotReadyError names what has no verdict yet."""
        code = self._session.body(body).code
        return self.compose(code, language, self.ready(code, signing=False))

    def compose(self, code: str, language: str, stands: Standing, trial: Block | None = None) -> LetterDraft:
        """Compose what stands; ``trial`` is a paragraph that is not kept, in the place of a kept one."""
        return self._wordings.compose(code, language, self._judged(code, stands), trial)

    def _judged(self, code: str, stands: Standing) -> Judged:
        return judged_of(self._session.slice(code).verdicts, stands)

    # --- what is left ----------------------------------------------------------------------------

    def ready(self, code: str, *, signing: bool, language: str = "") -> Standing:
        """Return how far a body has come; NotReadyError if its letter can't be drafted, or signed in a language, yet."""
        stands = self._standings.standing_of(code) if signing else self._standings.by_rules(code)
        key = self._letterbook.language_key(language)
        blockers = stands.left_in(key) if signing else stands.blocks_draft
        if blockers:
            raise self._not_ready(code, tuple(map(blocker_and_remedy, blockers)), signing=signing)
        return stands

    def _not_ready(self, code: str, lines: tuple[str, ...], *, signing: bool) -> NotReadyError:
        words = (
            "The letter to {name} cannot be signed yet"
            if signing
            else "The letter to {name} cannot be drafted yet"
        )
        message = Phrase(words, name=self._session.body(code).name)
        return NotReadyError("{message}: {lines}", "", lines, message=message, lines=" ".join(lines))

    # --- paragraphs ------------------------------------------------------------------------------

    def edit(
        self,
        body: str,
        key: str,
        order: int,
        markdown: str,
        language: str = "",
        links: Sequence[str] = (),
        because: str = "",
        *,
        resolve: bool = False,
    ) -> Kept[Block]:
        """Keep a paragraph of the letter as the inspector wrote it: linked to verdicts, or with a reason.

        ``key`` is the composed paragraph's, or begins with ``own-`` for one that replaces none. ConflictError
        where two people wrote it, unless ``resolve`` is said: that settles them. PaperError for a link that no letter may have.
        """
        from reviewer.casebook import subject
        from reviewer.paper import blocks_from_markdown
        from reviewer.paper.characters import printable

        blocks_from_markdown(printable(markdown))  # what could not be composed is not kept
        code, letter = self._session.body(body).code, self._letterbook.name(language)
        content = Block(code, letter, key, order, Origin.WRITTEN, markdown, tuple(links), because.strip())
        record = self._session.history.put(content, subject.block(code, letter, key), resolve=resolve)
        return self._session.history.recorded(record, Block)

    def restore(self, body: str, key: str, language: str = "") -> None:
        """Take back what the inspector wrote, so that the composed paragraph stands again, or none where none was.

        Undo brings it back. WrongUseError if no own words stand there.
        """
        blocks = [
            record
            for record in self._letterbook.edited(self._session.body(body).code, language)
            if record.content.key == key
        ]
        if not blocks:
            raise WrongUseError("That paragraph stands as it was composed", "There is nothing to take back.")
        for record in blocks:
            self._session.history.withdraw(record.id, "the composed paragraph was restored")

    def read(self, body: str, language: str = "") -> tuple[LetterDraft, tuple[Objection, ...]]:
        """Return a draft with what is to be said against its words by the record; NotReadyError as ``draft``."""
        code = self._session.body(body).code
        return self._held_against(code, language, self.ready(code, signing=False))

    def _held_against(
        self, code: str, language: str, stands: Standing
    ) -> tuple[LetterDraft, tuple[Objection, ...]]:
        judged = self._judged(code, stands)
        draft = self._wordings.compose(code, language, judged)
        return draft, self._wordings.held_against(draft, code, language, judged)

    def objections(self, body: str, language: str = "") -> tuple[Objection, ...]:
        """Return what is to be said against the words of a draft: certain ones block signing; NotReadyError as ``draft``."""
        code = self._session.body(body).code
        judged = self._judged(code, self.ready(code, signing=False))
        return self._wordings.objections(code, language, judged)

    def doubts(self, code: str, language: str, stands: Standing) -> tuple[Objection, ...]:
        """Return what is listed, and blocks nothing, of a letter that stands."""
        _, objections = self._held_against(code, language, stands)
        return tuple(each for each in objections if not each.certain)

    def checked(self, code: str, language: str, stands: Standing) -> LetterDraft:
        """Compose what stands, to be signed; NotReadyError names what is certainly wrong in its words."""
        draft, objections = self._held_against(code, language, stands)
        if wrong := objection_lines(each for each in objections if each.certain):
            raise self._not_ready(code, wrong, signing=True)
        return draft

    def proof(self, draft: LetterDraft, signed: LetterNow | None = None) -> LetterProof:
        """Print a draft, and say what stands where; PaperError if it cannot be printed.

        It is marked as a draft, unless the ``signed`` letter of its language stands as it was signed: then its pages are as they
        went out.
        """
        from reviewer.letters import letter_proof

        issued = signed if signed and signed.place is Place.STANDS else None
        look = look_of(issued.record.content) if issued else None
        return letter_proof(draft, look, issued=issued is not None and look is None)

    def unprintable(self, draft: LetterDraft) -> tuple[str, ...]:
        """Return all that keeps a draft from being printed, a sentence each that says what to do."""
        return faults_in(draft)

    def would_block(
        self,
        body: str,
        key: str,
        order: int,
        markdown: str,
        language: str = "",
        links: Sequence[str] = (),
        because: str = "",
    ) -> tuple[Objection, ...]:
        """Return what would be said against this paragraph if ``edit`` were called with the same. Nothing is kept.

        That its words are not the case's is not said here: whoever writes them knows.
        """
        code, name = self._session.body(body).code, self._letterbook.name(language)
        trial = Block(code, name, key, order, Origin.WRITTEN, markdown, tuple(links), because.strip())
        judged = self._judged(code, self.ready(code, signing=False))
        objections = self._wordings.objections(code, language, judged, trial)
        return tuple(each for each in objections if each.code not in OWN_WORDING)
