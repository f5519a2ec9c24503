"""The guide that comes with the program, as values: its pages, what stands under which heading, and where words stand in it.

It is read from the Markdown files of ``docs/guide``, which the wheel brings along. Markdown is read by markdown-it-py.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from reviewer.desk.guide_pages import Page, Section, linked_pages, page_of, title_of
from reviewer.errors import ReviewerError

FIRST = "README"
"""The page that leads to all others, and gives them their order."""
LONGEST, BEFORE = 120, 40  # characters of a hit's line, and of them before what was looked for
_ALIKE = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "‑": "-", "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Hit:
    """A section in which all words stand that were looked for; ``line`` is what stands around the first of them."""

    page: str
    page_title: str
    section: Section
    line: str

    @property
    def topic(self) -> str:
        """What leads there."""
        return f"{self.page}#{self.section.anchor}"


class Guide:
    """The pages of a folder, each read when it is first asked for.

    Everything raises ReviewerError where the folder has no guide, or a page of it can't be read.
    """

    def __init__(self, folder: Path) -> None:
        """``folder`` has the Markdown files, and the pictures that they show."""
        self.folder = folder
        self._pages: dict[str, Page] = {}
        self._folded: dict[Section, str] = {}

    @cached_property
    def _texts(self) -> dict[str, str]:
        try:
            texts = {path.stem: path.read_text("utf-8") for path in sorted(self.folder.glob("*.md"))}
        except (OSError, UnicodeDecodeError) as error:
            raise _missing(self.folder) from error
        if FIRST not in texts:
            raise _missing(self.folder)
        return texts

    @cached_property
    def titles(self) -> dict[str, str]:
        """The titles of all pages by their names, in the order in which the first page leads to them."""
        order = dict.fromkeys((FIRST, *linked_pages(self._texts[FIRST]), *self._texts))
        return {name: title_of(name, self._texts[name]) for name in order if name in self._texts}

    def page(self, name: str) -> Page | None:
        """Return a page by its name, or None."""
        if name not in self._pages and name in self._texts:
            self._pages[name] = page_of(name, self._texts[name], self._texts.keys())
        return self._pages.get(name)

    def read_on(self) -> bool:
        """Read one page that was not read yet; False when all were, so that the first search has not to wait for them."""
        name = next((name for name in self.titles if name not in self._pages), None)
        if name is not None:
            for section in self._sections(name):
                self._folded_of(section)
        return name is not None

    def find(self, words: str) -> tuple[Hit, ...]:
        """Return the sections in which every one of the words stands; those with most of them in their title first, pages before headings, and these before items.

        A word is found by its beginning, case and accents aside. What the page is called need not be said again in the section.
        """
        terms = _folded(words).split()
        if not terms:
            return ()
        hits = [
            Hit(name, self.titles[name], section, _line(section.words, terms))
            for name in self.titles
            for section in self._sections(name)
            if self._fits(terms, _folded(self.titles[name]), self._folded_of(section))
        ]
        return tuple(sorted(hits, key=lambda hit: _rank(hit.section, terms)))

    @staticmethod
    def _fits(terms: Sequence[str], title: str, section: str) -> bool:
        elsewhere = [term for term in terms if not _begins(term).search(section)]
        return len(elsewhere) < len(terms) and all(_begins(term).search(title) for term in elsewhere)

    def _sections(self, name: str) -> tuple[Section, ...]:
        page = self.page(name)
        return page.sections if page else ()

    def _folded_of(self, section: Section) -> str:
        if section not in self._folded:
            self._folded[section] = _folded(f"{section.title} {section.words}")
        return self._folded[section]


def guide_of_this_installation() -> Guide:
    """Return the guide of the repository, else of the wheel."""
    above = Path(__file__).resolve().parents[2]
    folders = (above / "docs/guide", above / "reviewer_resources/guide")
    return Guide(next((folder for folder in folders if folder.is_dir()), folders[-1]))


def split(topic: str) -> tuple[str, str]:
    """Return page and anchor of a topic such as "matrix#keys"."""
    page, _, anchor = topic.partition("#")
    return page, anchor


def _missing(folder: Path) -> ReviewerError:
    return ReviewerError(
        "The guide is not in {folder}", "Install Reviewer again; the work is not touched.", folder=folder
    )


def _folded(text: str) -> str:
    """Return a text without case and accents, as long as it was, so that what is found in it is found at its place."""
    return "".join(_folds(text.translate(_ALIKE)))


def _folds(text: str) -> Iterator[str]:
    for letter in text:
        plain = letter if letter.isascii() else unicodedata.normalize("NFKD", letter)[0]
        yield plain.lower()[0]


@lru_cache(maxsize=64)
def _begins(term: str) -> re.Pattern[str]:
    """Return what finds words that begin with a term."""
    return re.compile(rf"(?<!\w){re.escape(term)}")


def _rank(section: Section, terms: Sequence[str]) -> tuple[int, int]:
    """Return what is smaller for what is to be listed before: most terms in the title; then what has a page or heading to itself."""
    title = _folded(section.title)
    named = sum(bool(_begins(term).search(title)) for term in terms)
    return -named, section.level if named else 0


def _line(words: str, terms: Sequence[str]) -> str:
    """Return where most of the terms stand together, in whole words, with dots where it goes on."""
    at = _where_most_stand(_folded(words), terms)
    start = 0 if at < BEFORE else (words.find(" ", at - BEFORE, at) + 1 or at)
    end = start + LONGEST
    if end < len(words) and (blank := words.rfind(" ", at, end)) > at:
        end = blank
    return f"{'… ' if start else ''}{words[start:end].strip()}{' …' if end < len(words) else ''}"


def _where_most_stand(folded: str, terms: Sequence[str]) -> int:
    """Return the place from which on most of the terms stand within a line, the first of such; 0 where none stands."""
    places = sorted((match.start(), term) for term in terms for match in _begins(term).finditer(folded))

    def together(at: int) -> int:
        return len({term for place, term in places if at <= place < at + LONGEST - BEFORE})

    return max((place for place, _term in places), key=lambda place: (together(place), -place), default=0)
