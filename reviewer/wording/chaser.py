"""The note that asks a body for what is missing: by the case's ``chaser.txt``, else by the words below. Plain text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from reviewer.errors import Phrase
from reviewer.model import Body, Case, Chaser, Missing, Template, Wanting
from reviewer.model.inspection import ENGLISH
from reviewer.wording.lists import day
from reviewer.wording.template_names import Named, names_for
from reviewer.wording.template_source import Source, Words, words_of

FILE = "chaser.txt"
FACTS = ("name", "reason", "on", "place")
NAMES = ("today", "overdue", "nothing", "locked", "damaged", "late", "unread")
"""Names that a chaser note has beside those of every template."""

DEFAULT = Template(
    subject="{{ inspection.title }}: documents from {{ body.name }}",
    salutation="Dear colleague",
    closing="{{ sender.organisation }}",
    text="""
On {{ inspection.requested_on | day }} we asked you for documents, to reach us by \
{{ inspection.submissions_due | day }}. This is where your submission stands on {{ today | day }}.

{% if nothing and overdue %}We have no record of anything from you. Please send us your documents, or tell us that \
there are none.
{% elif nothing %}We have no record of anything from you so far.
{% endif %}
{% if locked %}We cannot open these files, because they are locked and we do not have the password. Please send us \
the password, apart from the files, or the same files without one:

{% for file in locked %}- {{ file.name }}
{% endfor %}{% endif %}
{% if damaged %}We cannot read these files. Please send them again:

{% for file in damaged %}- {{ file.name }}: {{ file.reason }}
{% endfor %}{% endif %}
{% if unread %}{% if unread | length == 1 %}Our program cannot read this as text. Please send it in another form, such as \
the file that it was made from, or tell us what it says:
{% else %}Our program cannot read these as text. Please send each in another form, such as the file that it was made \
from, or tell us what it says:
{% endif %}
{% for file in unread %}- {{ file.name }}{% if file.place %}, {{ file.place }}{% endif %}: {{ file.reason }}
{% endfor %}{% endif %}
{% if late %}These files reached us after {{ inspection.submissions_due | day }}. They are not part of the review as \
it stands:

{% for file in late %}- {{ file.name }}, received on {{ file.on | day }}
{% endfor %}{% endif %}
If you have a question, please write to {{ enquiries.name }} at {{ enquiries.email }}.
""",
)


def chaser(case: Case, body: Body, missing: Missing, to: str = "") -> Chaser:
    """Return the note of what is missing; its first line is the day it was made.

    A case's own note that says nothing of what is unread gives way to the words above where that is asked for.
    Raises WordingError naming the file and line of a template that can't be filled for this body.
    """
    from reviewer.wording.environment import fill

    language = case.languages[""]
    words = words_of(language)
    template = _template(case.chaser, missing, words)
    names = {**names_for(case, language, body), **_names(case, missing)}

    def line(text: str, key: str) -> str:
        return " ".join(fill(Source(text, FILE, key), words, names).split())

    subject = line(template.subject, "subject")
    text = _tidy(fill(Source(template.text, FILE), words, names))
    pieces = (
        day(missing.today, words.months), subject, line(template.salutation, "salutation"), text,
        line(template.closing, "closing"),
    )  # fmt: skip
    spoken = ENGLISH if template is DEFAULT else language.framework.language
    return Chaser(body.code, subject, "\n\n".join(piece for piece in pieces if piece) + "\n", to, spoken)


def _template(own: Template | None, missing: Missing, words: Words) -> Template:
    from reviewer.wording.environment import mentions

    if own is None or (missing.unread and not mentions(Source(own.text, FILE), words, "unread")):
        return DEFAULT
    return own


def check_chaser(case: Case) -> None:
    """Try the case's note on every body with every sort of thing missing; WordingError for the first that fails."""
    if case.chaser is None:
        return
    for body in case.bodies:
        for probe in _probes(case, body):
            chaser(case, body, probe)


def _probes(case: Case, body: Body) -> Iterator[Missing]:
    due = case.inspection.submissions_due
    some = (Wanting("a file.pdf", "The file is empty.", due),)
    for today in (due, due + timedelta(days=1)):
        nothing = Missing(body.code, today, nothing=True)
        yield nothing
        yield replace(nothing, nothing=False, locked=some, damaged=some * 2, late=some)
        yield replace(nothing, nothing=False, unread=(replace(some[0], place="page 2"), *some))


def _names(case: Case, missing: Missing) -> dict[str, object]:
    return {
        "today": missing.today,
        "overdue": missing.today > case.inspection.submissions_due,
        "nothing": missing.nothing,
        "locked": _files(missing.locked),
        "damaged": _files(missing.damaged),
        "late": _files(missing.late),
        "unread": _files(missing.unread),
    }


def _files(files: Iterable[Wanting]) -> list[Named]:
    return [
        Named(
            "file",
            {"name": one_line(f.name), "reason": one_line(f.reason), "on": f.on, "place": one_line(f.place)},
            FACTS,
            Phrase("it"),
        )
        for f in files
    ]


def one_line(text: str) -> str:
    """Return a text from outside in one line, what is no letter, mark or sign as U+FFFD."""
    flat = " ".join(text.split())
    return "".join("\ufffd" if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co"} else c for c in flat)


def _tidy(text: str) -> str:
    """Return the paragraphs with one empty line between them, as ``if`` and ``for`` leave more."""
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n")
