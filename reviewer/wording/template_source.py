"""Where a template comes from, so that an error can say so, and the words of its language."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.errors import Phrase
from reviewer.model import Category, Finding, Language


@dataclass(frozen=True, slots=True)
class Source:
    """A template's text with its file and, unless it is the file's own text, its key."""

    text: str
    file: str
    key: str = ""

    @property
    def place(self) -> str:
        """Return the file and key, as an error begins."""
        return f"{self.file}: {self.key}" if self.key else self.file

    def at(self, line: int | None) -> str:
        """Return the place with the line, where there is more than one."""
        if line is None or (self.key and "\n" not in self.text):
            return self.place
        words = "{place}, line {line}" if self.key else "{place}: line {line}"
        return Phrase(words, place=self.place if self.key else self.file, line=line)


@dataclass(frozen=True, slots=True)
class Words:
    """What the filters need of a language."""

    all: str
    any: str
    months: tuple[str, ...]


def words_of(language: Language) -> Words:
    """Return a language's list words and months."""
    return Words(language.all_word, language.any_word, language.months)


def letter_file(language: Language) -> str:
    """Return the file that a language's letter was read from."""
    return f"letter.{language.code}.md" if language.code else "letter.md"


def sentence_source(language: Language, finding: Finding) -> Source:
    """Return the template of a finding's sentence."""
    file = f"framework.{language.code}.toml" if language.code else "framework.toml"
    return Source(finding.sentence, file, f"finding.sentence ({finding.key})")


def suggest_source(category: Category) -> Source:
    """Return the expression of a category."""
    return Source(category.suggest, "framework.toml", f"category.suggest ({category.key})")
