"""The program's own words on a letter: in the letter's language where they are known in it, else English, and said to be so."""

from __future__ import annotations

from dataclasses import dataclass, fields

from reviewer.model import Language
from reviewer.model.inspection import MONTHS


@dataclass(frozen=True, slots=True)
class PageWords:
    """What stands on every page and under the closing. ``language`` is a tag where it is not the letter's, else ""."""

    page: str
    of: str
    draft: str = "DRAFT"
    not_signed: str = "not signed"
    signed_for: str = "for {signatory}"
    language: str = ""


@dataclass(frozen=True, slots=True)
class SealWords:
    """What a signature shows, and what is said of it; ``language`` as in ``PageWords``. ``months`` begin with January."""

    signed_by: str = "Digitally signed by {name}"
    spoken: str = "Digital signature of {name}"
    deputy: str = "{role}, for {signatory}"
    issued: str = "Issued by the signatory of this letter"
    issued_for: str = "Issued for {signatory}, the signatory of this letter"
    twin: str = "The signature is in the PDF of this letter; this copy of its words has none"
    months: tuple[str, ...] = MONTHS
    language: str = ""


WELSH = ("DRAFFT", "heb ei lofnodi", "ar ran {signatory}")


def page_words(language: Language) -> PageWords:
    """Return the words of a language's pages: the case's, else the program's."""
    if language.paper:
        return PageWords(**{field.name: language.paper[field.name] for field in fields(PageWords)[:-1]})
    if language.primary == "cy":
        return PageWords(*language.page_words(), *WELSH)
    return PageWords(*language.page_words(), language=language.foreign())


def seal_words(language: Language) -> SealWords:
    """Return the words of a language's seal: the case's, else the program's, which are English."""
    if language.paper:
        own = {field.name: language.paper[field.name] for field in fields(SealWords)[:-2]}
        return SealWords(**own, months=language.months)
    return SealWords(language=language.foreign())


def filled(words: str, **values: str) -> str:
    """Return words with each ``{name}`` filled in; a value that holds such a name itself is left as it is."""
    parts = words.split("{")
    out = [parts[0]]
    for part in parts[1:]:
        name, closed, rest = part.partition("}")
        out.append(f"{values[name]}{rest}" if closed and name in values else f"{{{part}")
    return "".join(out)
