"""Whose is it: which body an entry (a folder, an archive, a message) came from, why we think so, and how sure we are.

Pure rules. A body is known by its code, its name and every other column whose name ends in ``name``; which words are
mere nouns ("police", "heddlu") is read from the case itself. Nothing is sure when two clues disagree.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

from reviewer.errors import Phrase
from reviewer.model import Body

ALIKE = 0.84  # of two names compared letter by letter: one slip in a short name
OFTEN = 3  # bodies, and a tenth of them, whose names share a word that no code has: a noun such as "police"
SHORTEST = 4  # letters of a name that is looked for in a domain or in a text, or with slips
_ADDRESS = re.compile(r"[^\s<>\"'(),;:\[\]\\@]+@([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)")
_IN_ANGLES = re.compile(r"<\s*([^<>\s]+@[^<>\s]+)\s*>")


class Sureness(StrEnum):
    """How sure a proposal is. Only ``SURE`` may be acted on without a person's choice."""

    SURE = "sure"
    LIKELY = "likely"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of one entry: its ``name``, the names ``inside``, senders' addresses, words of a first page."""

    name: str
    inside: tuple[str, ...] = ()
    senders: tuple[str, ...] = ()
    first_page: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A body's code ("" for none) with the reason as a clause, how sure it is, and all that it may be, best first."""

    body: str
    because: str
    sureness: Sureness
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Clue:
    """Bodies that one sign points to; ``strong`` if it would do alone, were it only one."""

    bodies: tuple[str, ...]
    because: str
    strong: bool = False


def folded(text: str) -> tuple[str, ...]:
    """Return a name's words without case, accents and punctuation: "Heddlu Dyfed-Powys" → heddlu, dyfed, powys."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(character for character in bare if not unicodedata.combining(character))
    apart = re.sub(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])", " ", bare.replace("'", "").replace("’", ""))
    return tuple(re.findall(r"[^\W_]+", apart))


def humps(text: str) -> str:
    """Return ``WestYorkshire`` as ``West Yorkshire``."""
    return re.sub(r"(?<=[a-zà-þ])(?=[A-ZÀ-Þ])", " ", text)


def addresses(line: str) -> tuple[str, ...]:
    """Return the addresses in a From line; one in angle brackets hides those in a display name."""
    angled = _IN_ANGLES.findall(line)
    texts = angled or [match.group() for match in _ADDRESS.finditer(line)]
    return tuple(dict.fromkeys(address.casefold() for address in texts))


def domain(address: str) -> str:
    """Return the domain of an address, or ""."""
    return address.rpartition("@")[2].casefold() if "@" in address else ""


@dataclass(frozen=True, slots=True)
class Known:
    """How one body is known: each way is a tuple of words."""

    code: str
    name: str
    ways: tuple[tuple[str, ...], ...]
    initials: frozenset[str]


@dataclass(frozen=True)
class Assigner:
    """Proposes a body for an entry. ``domains`` maps a sender's domain to the bodies whose facts have it.

    ``learned`` maps the domains of earlier messages to the bodies that sent them: offered, never acted on, for a
    message may have been forwarded.
    """

    bodies: Sequence[Body]
    nouns: Sequence[str] = ()
    joiners: Sequence[str] = ()
    domains: Mapping[str, frozenset[str]] = field(default_factory=dict)
    learned: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Learn the case's own nouns and every way to call a body."""
        object.__setattr__(self, "_nouns", self._learn_nouns())
        object.__setattr__(self, "_joiners", {w for joiner in self.joiners for w in folded(joiner)})
        object.__setattr__(self, "_known", tuple(self._ways(body) for body in self.bodies))

    _nouns: frozenset[str] = field(init=False, repr=False)
    _joiners: set[str] = field(init=False, repr=False)
    _known: tuple[Known, ...] = field(init=False, repr=False)

    def _learn_nouns(self) -> frozenset[str]:
        coded = {word for body in self.bodies for word in folded(body.code)}
        columns = {column for body in self.bodies for column in _name_columns(body)}
        words = {word for noun in self.nouns for word in folded(noun)}
        for column in columns:
            names = [set(folded(body.facts[column])) for body in self.bodies if column in body.facts]
            seen = Counter(word for name in names for word in name)
            often = max(OFTEN, len(self.bodies) // 10)
            words |= {w for w, n in seen.items() if n >= often or (n > 1 and n > len(names) / 2)} - coded
        return frozenset(words)

    def _ways(self, body: Body) -> Known:
        names = [folded(name) for name in names_of(body)]
        bare = [self._distinct(words) for words in (*names, folded(body.code))]
        ways = tuple(dict.fromkeys(way for way in (*bare, *names) if way))
        initials = frozenset("".join(w[0] for w in words) for words in names if len(words) > 1)
        return Known(body.code, body.name, ways, initials)

    def _distinct(self, words: Sequence[str]) -> tuple[str, ...]:
        """Return a name's own words: without nouns, and without what only joins two words."""
        own = tuple(word for word in words if word not in self._nouns and word not in self._joiners)
        return own if any(len(word) >= SHORTEST - 1 for word in own) else ()

    # --- the proposal -----------------------------------------------------------------------------

    def propose(self, entry: Entry) -> Proposal:
        """Return the proposal for an entry; sure only where one body is meant and nothing speaks against it."""
        clues = [clue for clue in self._clues(entry) if clue.bodies]
        strong = [clue for clue in clues if clue.strong]
        pointed = Counter(code for clue in clues for code in clue.bodies)
        order = tuple(sorted(pointed, key=lambda code: (-_weight(code, clues), self._place(code))))
        if not clues:
            return Proposal(
                "",
                Phrase(
                    "nothing in it names one of the {bodies}",
                    bodies=self.nouns[-1] if self.nouns else Phrase("bodies"),
                ),
                Sureness.OPEN,
            )
        meant = {clue.bodies for clue in strong}
        if len(meant) == 1:
            against = [clue for clue in clues if strong[0].bodies[0] not in clue.bodies]
            if not against:
                return Proposal(order[0], _and(c.because for c in strong), Sureness.SURE, order)
            return Proposal("", _but(c.because for c in (*strong, *against)), Sureness.OPEN, order)
        if len(meant) > 1:
            return Proposal("", _but(c.because for c in strong), Sureness.OPEN, order)
        alone = len(order) == 1
        because = _and(clue.because for clue in clues)
        return Proposal(
            order[0] if alone else "", because, Sureness.LIKELY if alone else Sureness.OPEN, order
        )

    def _place(self, code: str) -> int:
        return next(at for at, known in enumerate(self._known) if known.code == code)

    def _clues(self, entry: Entry) -> Iterable[_Clue]:
        named = self.by_name(entry.name)
        yield named
        yield from (self._sender(address) for address in entry.senders)
        if not named.bodies:
            inside = self._inside(entry.inside)
            yield inside
            if not inside.bodies and entry.first_page:
                yield self._mentioned(entry.first_page)

    # --- by name ----------------------------------------------------------------------------------

    def by_name(self, name: str) -> _Clue:
        """Return whom a name means: whole, in part of it, by its initials, by part of theirs, or nearly."""
        for words in dict.fromkeys((folded(name), folded(humps(name)))):
            bare = self._distinct(words)
            whole = self._called(bare, words)
            if whole:
                return _Clue(whole, Phrase("its name is “{name}”", name=name), strong=len(whole) == 1)
            held = self._held_in(bare) or self._held_in(words)
            if held:
                return _Clue(
                    held,
                    Phrase("its name, “{name}”, names {bodies}", name=name, bodies=self._and(held)),
                    strong=len(held) == 1,
                )
        return self._nearly(name)

    def _called(self, bare: tuple[str, ...], words: tuple[str, ...]) -> tuple[str, ...]:
        compact = {"".join(bare), "".join(words)} - {""}
        return self._where(lambda known: any("".join(way) in compact for way in known.ways))

    def _held_in(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Return the bodies whose whole own name stands in these words, but not within another's longer one."""
        spans: dict[str, tuple[int, int]] = {}
        for known in self._known:
            for way in known.ways:
                at = _find(words, way)
                if at >= 0 and len(way) > _length(spans.get(known.code)):
                    spans[known.code] = (at, at + len(way))
        return tuple(
            code for code, span in spans.items()
            if not any(_within(span, other) for key, other in spans.items() if key != code)
        )  # fmt: skip

    def _nearly(self, name: str) -> _Clue:
        words = folded(humps(name))
        bare = self._distinct(words)
        short = {word for word in words if word.isalpha()}
        initials = self._where(lambda known: bool(known.initials & short))
        if initials:
            return _Clue(
                initials,
                Phrase("“{name}” has the initials of {bodies}", name=name, bodies=self._and(initials)),
            )
        begun = self._where(lambda known: any(_begins(way, bare) for way in known.ways))
        if begun:
            return _Clue(begun, Phrase("“{name}” is how {bodies} begins", name=name, bodies=self._and(begun)))
        if len("".join(bare)) < SHORTEST:
            return _Clue((), "")
        part = self._where(lambda known: any(_find(way, bare) >= 0 for way in known.ways))
        if part:
            return _Clue(part, Phrase("“{name}” is a part of {bodies}", name=name, bodies=self._and(part)))
        letters = "".join(bare)
        alike = self._where(lambda known: any(_alike(letters, "".join(way)) for way in known.ways))
        because = Phrase("“{name}” is nearly {bodies}", name=name, bodies=self._and(alike))
        return _Clue(alike, because if alike else "")

    def _where(self, fits: Callable[[Known], bool]) -> tuple[str, ...]:
        return tuple(known.code for known in self._known if fits(known))

    def _and(self, codes: Sequence[str]) -> str:
        names = {known.code: known.name for known in self._known}
        return _and(names[code] for code in codes)

    # --- by sender, by what is inside, by its text ---------------------------------------------------

    def _sender(self, address: str) -> _Clue:
        labels = domain(address)
        sign = Phrase("the sender’s address is {address}", address=address)
        for held in _tails(labels):
            if held in self.domains:
                bodies = tuple(sorted(self.domains[held], key=self._place))
                return _Clue(bodies if len(bodies) == 1 else (), sign, strong=True)
            if held in self.learned:
                bodies = tuple(sorted(self.learned[held], key=self._place))
                before = Phrase(
                    "{what}, and {bodies} wrote from there before", what=sign, bodies=self._and(bodies)
                )
                return _Clue(bodies, before)
        names = {label for label in labels.split(".")[:-1] if len(label) >= SHORTEST}
        names |= {label.replace("-", "") for label in names}
        bodies = self._where(lambda known: any("".join(way) in names for way in known.ways))
        return _Clue(bodies, Phrase("{what}, which looks like {bodies}", what=sign, bodies=self._and(bodies)))

    def _inside(self, names: Sequence[str]) -> _Clue:
        clues = [clue for clue in map(self.by_name, names) if clue.strong]
        bodies = tuple(dict.fromkeys(code for clue in clues for code in clue.bodies))
        return _Clue(
            bodies, Phrase("what is inside names {bodies}", bodies=self._and(bodies)) if bodies else ""
        )

    def _mentioned(self, text: str) -> _Clue:
        """Return whom a first page names in full, as a sequence of words."""
        words = folded(text)
        names = {body.code: [folded(name) for name in names_of(body)] for body in self.bodies}
        bodies = self._where(lambda known: any(_find(words, name) >= 0 for name in names[known.code]))
        return _Clue(
            bodies, Phrase("its first page names {bodies}", bodies=self._and(bodies)) if bodies else ""
        )


def names_of(body: Body) -> tuple[str, ...]:
    """Return a body's names: ``name`` and each filled column that ends in ``_name``."""
    return tuple(dict.fromkeys((body.name, *(body.facts[column] for column in _name_columns(body)))))


def _name_columns(body: Body) -> tuple[str, ...]:
    return tuple(column for column in body.facts if column == "name" or column.endswith("_name"))


def _begins(way: Sequence[str], bare: Sequence[str]) -> bool:
    """Tell whether one word of three letters or more begins a name of one word: "Met"."""
    return len(bare) == len(way) == 1 and len(bare[0]) >= SHORTEST - 1 and way[0].startswith(bare[0])


def known_domains(bodies: Sequence[Body], own: str = "") -> dict[str, frozenset[str]]:
    """Return whose each domain is by the addresses in the bodies' facts; ``own``, the inspecting side's, is nobody's."""
    domains: dict[str, list[str]] = {}
    for body in bodies:
        given = [address for value in body.facts.values() for address in addresses(value)]
        given += [f"@{body.facts['domain']}"] if "domain" in body.facts else []
        domains[body.code] = given
    return by_domain(domains, own)


def by_domain(senders: Mapping[str, Iterable[str]], own: str = "") -> dict[str, frozenset[str]]:
    """Return the bodies by the domains of their senders; ``own`` is an address whose domain is nobody's."""
    bodies: dict[str, set[str]] = {}
    for body, given in senders.items():
        for each in map(domain, given):
            if each and each != domain(own):
                bodies.setdefault(each, set()).add(body)
    return {each: frozenset(codes) for each, codes in bodies.items()}


def email_of(body: Body) -> str:
    """Return the body's own e-mail address from its facts (``email`` first, then any column that ends so), or ""."""
    columns = sorted((c for c in body.facts if c.endswith("email")), key=lambda c: (c != "email", c))
    return next((listed[0] for c in columns if (listed := addresses(body.facts[c]))), "")


def _tails(labels: str) -> Iterable[str]:
    """Give a domain and those above it that have two labels at least."""
    parts = labels.split(".")
    yield from (".".join(parts[at:]) for at in range(max(len(parts) - 1, 1)))


def _find(words: Sequence[str], wanted: Sequence[str]) -> int:
    if not wanted:
        return -1
    steps = range(len(words) - len(wanted) + 1)
    return next((at for at in steps if tuple(words[at : at + len(wanted)]) == tuple(wanted)), -1)


def _alike(one: str, other: str) -> bool:
    return len(other) >= SHORTEST and SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def _length(span: tuple[int, int] | None) -> int:
    return span[1] - span[0] if span else 0


def _within(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return other[0] <= one[0] and one[1] <= other[1] and _length(one) < _length(other)


def _weight(code: str, clues: Sequence[_Clue]) -> int:
    return sum((3 if clue.strong else 1) for clue in clues if code in clue.bodies)


def _and(reasons: Iterable[str]) -> str:
    return _chained(reasons, "{one} and {other}")


def _but(reasons: Iterable[str]) -> str:
    return _chained(reasons, "{one}, but {other}")


def _chained(texts: Iterable[str], by: str) -> str:
    """Return texts one behind another; each stays one that can be said anew."""
    known = list(dict.fromkeys(texts))
    whole = known[0] if known else ""
    for other in known[1:]:
        whole = Phrase(by, one=whole, other=other)
    return whole
