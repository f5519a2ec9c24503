"""The words for a passage that is quoted elsewhere: as plain text, and as HTML."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from reviewer.desk.words.cells import cell_words
from reviewer.desk.words.days import date_words
from reviewer.desk.words.language import say

if TYPE_CHECKING:
    from reviewer.desk.quoted import Quoted


def foreign_words(name: str) -> tuple[str, str]:
    """Return that a document did not come from a body, and what to do."""
    what = say("That document is not among those of {name} any more, so nothing was copied", name=name)
    return what, say("Look at the list of documents again.")


def source_words(quoted: Quoted) -> str:
    """Return where a passage comes from: "Plan.pdf, page 7; received from Ash Valley Police on 3 March 2025"."""
    where = say("{name} (in {origin}), {label}", name=quoted.name, origin=quoted.origin, label=quoted.label)
    if not quoted.origin:
        where = say("{name}, {label}", name=quoted.name, label=quoted.label)
    facts = [
        say(
            "{where}; received from {body} on {day}", where=where, body=quoted.body, day=date_words(quoted.on)
        )
    ]
    if quoted.sure is not None:
        told = say("recognised in a picture, {sure}% sure", sure=quoted.sure)
        facts.append(told if quoted.sure else say("recognised in a picture"))
    if quoted.as_tied:
        facts.append(say("as it read when it was tied"))
    return "; ".join(facts)


def plain_quotation(quoted: Quoted) -> str:
    """Return a passage in quotation marks with its source in a line of its own."""
    words = cell_words(quoted.place, quoted.words) or say("“{words}”", words=quoted.words)
    return f"{words}\n— {source_words(quoted)}"


def html_quotation(quoted: Quoted) -> str:
    """Return a passage as HTML, with its source below it; what stands in the document is never read as HTML."""
    words = escape(cell_words(quoted.place, quoted.words) or quoted.words)
    lines = "</p><p>".join("<br>".join(para.split("\n")) for para in words.split("\n\n"))
    return f"<blockquote><p>{lines}</p></blockquote><p>— {escape(source_words(quoted))}</p>"
