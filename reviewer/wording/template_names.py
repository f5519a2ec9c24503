"""The names that a template may use, and what it is told when it asks for one that isn't there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from reviewer.errors import Phrase
from reviewer.model import Body, Case, Enquiries, Framework, Inspection, Language, Sender, Signatory

ROOTS = ("framework", "inspection", "body", "sender", "signatory", "enquiries")
"""Names known in every template; the letter also knows ``findings``, a sentence ``phrases``."""

FIRST_MARKER = 0xE100
"""U+E100 + i stands for sentence i until Markdown is done; case folders can't hold such characters."""


OPEN, CLOSE = "\ue0fe", "\ue0ff"
"""What stands before and after words in the first language, in a letter in another, until it is made of runs."""


class InFirst(str):
    """Words that only the first language says."""

    __slots__ = ()


def in_first(value: object) -> object:
    """Return a text, or each of several, as words in the first language; an address on the web, or what has no letters, is in none."""
    if isinstance(value, tuple):
        return tuple(map(in_first, value))
    if not isinstance(value, str) or "@" in value or "://" in value or not any(map(str.isalpha, value)):
        return value
    return InFirst(value)


def marked(text: str) -> str:
    """Return a text with what says of it that it is in the first language, where it is."""
    return f"{OPEN}{text}{CLOSE}" if isinstance(text, InFirst) else str(text)


class Named:
    """One name of a template with its facts as attributes; a fact that is not filled is undefined.

    It has no public method, so that a column called ``items`` or ``values`` is just a column.
    """

    __slots__ = ("_known", "_label", "_values", "_where")

    def __init__(self, label: str, values: Mapping[str, object], known: Sequence[str], where: str) -> None:
        """Take the filled values, every key that could be filled, and who has them, as an error says it."""
        self._label = label
        self._values = values
        self._known = known
        self._where = where

    def __getattr__(self, name: str) -> object:
        """Return a fact; AttributeError makes Jinja2 treat it as undefined."""
        try:
            return self._values[name]
        except KeyError:
            raise AttributeError(name) from None

    def __str__(self) -> str:
        """Refuse: printing the whole of a thing is always a mistake."""
        words = "{label} is not text; name a part of it, such as {label}.{known}"
        raise TypeError(Phrase(words, label=self._label, known=self._known[0]))


def missing_fact(named: Named, name: str) -> Phrase:
    """Return what is wrong with asking this for a fact that it hasn't."""
    label, known, where = named._label, named._known, named._where  # noqa: SLF001 - kept from templates only
    if name in known:
        return Phrase("{label}.{name} is empty: {where} has no {name}", label=label, name=name, where=where)
    return Phrase(
        "there is no {label}.{name}; {label} has {known}", label=label, name=name, known=", ".join(known)
    )


@dataclass(frozen=True, slots=True)
class Sentences:
    """``findings`` in a letter: printing or looping gives the sentences, ``in`` asks for a finding's key."""

    keys: tuple[str, ...]
    pieces: tuple[str, ...]

    def __str__(self) -> str:
        """Return the sentences, one after another."""
        return " ".join(self.pieces)

    def __iter__(self) -> Iterator[str]:
        """Give each sentence, for a letter that lists them."""
        return iter(self.pieces)

    def __len__(self) -> int:
        """Return how many sentences there are."""
        return len(self.pieces)

    def __contains__(self, key: object) -> bool:
        """Return whether any criterion has the finding with this key."""
        return key in self.keys


def markers(count: int) -> tuple[str, ...]:
    """Return the characters that stand for the sentences until Markdown is done."""
    return tuple(chr(FIRST_MARKER + position) for position in range(count))


def names_for(case: Case, language: Language, body: Body) -> dict[str, object]:
    """Return the names that every template of a body's letter knows.

    What only the first language says comes out marked as that, in a letter in another.
    """
    inspection = language.inspection(case.inspection)
    said = _Said(language, case.languages[""].framework)
    return {
        "framework": _framework(language.framework, said),
        "inspection": _section("inspection", inspection, Inspection, said),
        "body": _body(case, body, _facts(body, said)),
        "sender": _section("sender", inspection.sender, Sender, said),
        "signatory": _section("signatory", inspection.signatory, Signatory, said),
        "enquiries": _section("enquiries", inspection.enquiries, Enquiries, said),
    }


@dataclass(frozen=True, slots=True)
class _Said:
    """What a language says itself; everything else is the first's."""

    language: Language
    first: Framework

    def fact(self, key: str, value: object) -> object:
        """Return a fact of the inspection, marked where it is in the first language."""
        return value if key in NO_WORDS or self.language.says(key) else in_first(value)

    def title(self, value: str, first: str) -> object:
        """Return a text of the framework, marked where it is word for word the first's."""
        return in_first(value) if self.language.code and value == first else value

    def column(self, name: str, value: str) -> object:
        """Return a fact of a body, marked unless its column is one of this language."""
        own = not self.language.code or name == "code" or name.startswith(self.language.columns)
        return value if own else in_first(value)


def inherited_body(case: Case, language: Language, body: Body) -> Named:
    """Return ``body`` as a template that is inherited from the first language knows it: a fact is the one in this language, where there is one."""
    facts, own = _facts(body, _Said(language, case.languages[""].framework)), language.columns
    spoken = {name.removeprefix(own): value for name, value in facts.items() if own and name.startswith(own)}
    return _body(case, body, facts | spoken)


def _facts(body: Body, said: _Said) -> dict[str, object]:
    facts = {"code": body.code, "name": body.name, **body.facts}
    return {name: said.column(name, value) for name, value in facts.items()}


def _body(case: Case, body: Body, facts: Mapping[str, object]) -> Named:
    return Named(
        "body", facts, case.columns, Phrase('the line of "{code}" in the bodies\' file', code=body.code)
    )


def known_facts() -> dict[str, tuple[str, ...]]:
    """Return the facts of each name whose facts are the same in every case (a body's are its columns)."""
    types: dict[str, type] = {
        "inspection": Inspection, "sender": Sender, "signatory": Signatory, "enquiries": Enquiries,
    }  # fmt: skip
    return {"framework": FRAMEWORK_FACTS} | {root: _keys(kind) for root, kind in types.items()}


FRAMEWORK_FACTS = ("title", "key", "language", "criteria")
NO_WORDS = frozenset(("key", "sender.telephone", "signatory.name", "enquiries.email", "enquiries.telephone"))
"""Facts that are the same in every language."""

APART = ("sender", "signatory", "enquiries", "letter", "logo")


def _keys(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name not in APART)


def _framework(framework: Framework, said: _Said) -> Named:
    known = ("title", "key", "question")
    criteria = [
        Named(
            "criterion",
            {
                "title": said.title(c.title, first.title),
                "key": c.key,
                "question": said.title(c.question, first.question),
            },
            known,
            "framework.toml",
        )
        for c, first in zip(framework.criteria, said.first.criteria, strict=True)
    ]
    values = {
        "title": framework.title,
        "key": framework.key,
        "language": framework.language,
        "criteria": criteria,
    }
    return Named("framework", values, FRAMEWORK_FACTS, "framework.toml")


def _section(label: str, value: object, kind: type, said: _Said) -> Named:
    where = "" if kind is Inspection else f"{label}."
    values = {key: said.fact(f"{where}{key}", getattr(value, key)) for key in _keys(kind)}
    filled = {key: fact for key, fact in values.items() if fact not in (None, "", ())}
    return Named(label, filled, _keys(kind), "inspection.toml")
