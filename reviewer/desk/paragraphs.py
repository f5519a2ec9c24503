"""Journey 3, in the small: a letter's paragraphs as the inspector writes them, and what would block them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reviewer.desk.write import Writing
from reviewer.errors import WrongUseError
from reviewer.model import Block, Kept, Letter, Origin

OWN = "own-"  # what the key of a paragraph begins with that replaces none


class Paragraphs(Writing):
    """Verbs about one paragraph, and about the letter in one language; ``edit`` keeps a paragraph."""

    def restore(self, body: str, key: str, language: str = "") -> None:
        """Take back what the inspector wrote, so that the composed paragraph stands again, or none where none was.

        Undo brings it back. WrongUseError if nothing of hers stands there.
        """
        found = [kept for kept in self._edited(self.body(body).code, language) if kept.content.key == key]
        if not found:
            raise WrongUseError("That paragraph stands as it was composed", "There is nothing to take back.")
        for kept in found:
            self.withdraw(kept.id, "the composed paragraph was restored")

    def objections(self, body: str, language: str = "") -> tuple[str, ...]:
        """Return what the words of a draft have that blocks signing, a sentence each; NotReadyError as ``draft``."""
        from reviewer.letters import lint

        return lint(self.draft(body, language))

    def would_block(
        self,
        body: str,
        key: str,
        order: int,
        markdown: str,
        language: str = "",
        links: Sequence[str] = (),
        because: str = "",
    ) -> tuple[str, ...]:
        """Return what would block signing if ``edit`` were called with the same; only this paragraph's. Nothing is kept."""
        from reviewer.letters import lint

        code, name = self.body(body).code, self._letter_name(language)
        trial = Block(code, name, key, order, Origin.WRITTEN, markdown, tuple(links), because.strip())
        draft = self._draft(code, language, self._ready(code, signing=False), trial)
        return lint(replace(draft, blocks=tuple(block for block in draft.blocks if block.key == key)))

    def standing_letter(self, body: str, language: str = "") -> tuple[Kept[Letter] | None, bool]:
        """Return the signed letter that stands in a language, if any, and whether it has changed since."""
        found = self._letters(self.body(body).code, language)
        return (found[0], self._is_changed(found[0].content)) if found else (None, False)
