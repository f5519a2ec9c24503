"""A first look at a file that nobody has received yet: whose message it is, what lies inside, its first words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reviewer.documents.reader.whole_document import Caller
from reviewer.errors import DocumentError
from reviewer.model import kind_named

_WORDS = 4_000  # characters of a first page
_INSIDE = 500  # names of what lies inside


@dataclass(frozen=True, slots=True)
class Peeked:
    """What a first look gave. ``senders`` are From lines; ``inside`` the names of members with their folders."""

    kind: str
    text: str = ""
    senders: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()


def peek(reader: Caller, path: Path, name: str) -> Peeked | None:
    """Return what the first page, slide or message says; None where it cannot be read. One short call, nothing kept."""
    try:
        head, payload = reader.call("read", path, at=0, name=name, password=None, step=0.0)
        with reader.believing(path):
            kind = str(head["kind"])
            size = int(head["parts"][0]["size"]) if head["parts"] else 0
            text = payload[:size].decode("utf-8")
            inside = tuple(_within(entry) for entry in head["members"][:_INSIDE])
    except DocumentError:
        return None
    return Peeked(kind, text[:_WORDS], senders_of(text) if kind_named(kind).mail else (), inside)


def senders_of(text: str) -> tuple[str, ...]:
    """Return the From line of a message's head, as its reader writes it, in a tuple; () where there is none."""
    head = text.split("\n\n", 1)[0].split("\n")
    return tuple(line.removeprefix("From: ") for line in head if line.startswith("From: "))[:1]


def _within(entry: dict[str, object]) -> str:
    origin, name = str(entry["origin"]), str(entry["name"])
    return f"{origin}/{name}" if origin else name
