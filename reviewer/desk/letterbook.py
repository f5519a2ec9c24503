"""Which letters there are: languages, edited paragraphs, and what was signed. Nothing is composed here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from reviewer.desk.recognise import Recognising
from reviewer.errors import ReviewerError
from reviewer.model import Block, Kept, Language, Letter, Origin


class Letterbook(Recognising):
    """The letters of a body by language: the first is ``letter``, Welsh is ``letter-cy``."""

    def language(self, code: str) -> Language:
        """Return one of the case's languages; "" is the first. ReviewerError if there is none."""
        known = self.case.languages
        if code in known:
            return known[code]
        if code == known[""].code:
            return known[""]
        there = ", ".join(language.code or language.framework.language for language in known.values())
        message = f"This inspection has no letter in “{code}”"
        raise ReviewerError(
            message, f"It has: {there}. Add letter.{code}.md to the case folder for a new one."
        )

    def _edited(self, code: str, language: str) -> tuple[Kept[Block], ...]:
        name = self._letter_name(language)
        found = [kept for kept in self._slice(code).blocks if kept.content.letter == name]
        return tuple(sorted(found, key=lambda kept: (kept.content.order, kept.content.key)))

    def _language_key(self, language: str) -> str:
        return "" if language == self.case.languages[""].code else language

    def _letter_name(self, language: str) -> str:
        key = self._language_key(language)
        return f"letter-{key}" if key else "letter"

    def _letters(self, code: str, language: str) -> tuple[Kept[Letter], ...]:
        name = self._letter_name(language)
        return tuple(k for k in self._slice(code).letters if k.content.letter == name)

    def _letter_history(self, code: str, language: str) -> Iterator[Kept[Letter]]:
        from reviewer.casebook import subject

        for kept in self.casebook.history(subject.letter(code, self._letter_name(language))):
            if isinstance(kept.content, Letter):
                yield cast("Kept[Letter]", kept)

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
        where two people wrote it, unless ``resolve`` is said: that settles them.
        """
        from reviewer.casebook import subject

        code, letter = self.body(body).code, self._letter_name(language)
        content = Block(code, letter, key, order, Origin.WRITTEN, markdown, tuple(links), because.strip())
        record = self._put("Paragraph edited", content, subject.block(code, letter, key), resolve=resolve)
        return self._kept(record, Block)
