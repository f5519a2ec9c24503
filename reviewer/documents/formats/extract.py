"""What a format makes of a file: kind, parts, members, or why not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reviewer.model import Note, Part, Picture, Problem

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\ue000\ue001]")


@dataclass(frozen=True, slots=True)
class Inside:
    """A document inside a document. *key* fetches its bytes; with *problem* it is not unpacked."""

    key: str
    name: str
    origin: str
    problem: Problem | None = None


@dataclass(slots=True)
class Extract:
    """What one ``read`` call got. ``next`` is the page to go on from, None at the end; ``also`` as in DocumentText."""

    kind: str
    extractor: str
    parts: list[Part] = field(default_factory=list)
    members: list[Inside] = field(default_factory=list)
    problem: Problem | None = None
    next: int | None = None
    also: list[Note] = field(default_factory=list)

    def packed(self) -> tuple[dict[str, Any], bytes]:
        """Return the reply: facts as JSON values, the texts one after another as UTF-8."""
        texts = [clean(part.text).encode("utf-8") for part in self.parts]
        parts = [{**_facts(part), "size": len(text)} for part, text in zip(self.parts, texts, strict=True)]
        members = [
            {"key": m.key, "name": clean(m.name), "origin": m.origin, "problem": _packed(m.problem)}
            for m in self.members
        ]
        head = {"kind": self.kind, "extractor": self.extractor, "problem": _packed(self.problem)}
        also = _clean([note.packed() for note in self.also])
        reply = {**head, "next": self.next, "also": also, "parts": parts, "members": members}
        return reply, b"".join(texts)


def _facts(part: Part) -> dict[str, Any]:
    return {
        "place": part.place,
        "label": part.label,
        "no_text": part.no_text,
        "cells": part.cells,
        "hidden": part.hidden,
        "aside": part.aside,
        "picture": _pictured(part.picture),
        "raw": _clean([list(each) for each in part.raw]),
    }


def _pictured(picture: Picture | None) -> list[Any] | None:
    """Return a picture as ``reading`` takes it apart."""
    if picture is None:
        return None
    return [picture.key, picture.sha256, picture.within, picture.at, picture.box]


def _packed(problem: Problem | None) -> Any:
    return None if problem is None else _clean(problem.packed())


def _clean(entry: Any) -> Any:
    """Return JSON values with every text in them ``clean``."""
    if isinstance(entry, dict):
        return {name: _clean(value) for name, value in entry.items()}
    if isinstance(entry, list):
        return [_clean(value) for value in entry]
    return clean(entry) if isinstance(entry, str) else entry


def clean(text: str) -> str:
    """Return *text* of the same length with what no text should have (controls, lone surrogates) as U+FFFD.

    U+E000 and U+E001 mark the found words in snippets and go the same way.
    """
    return _UNFIT.sub("\ufffd", text) if _UNFIT.search(text) else text


def joined(lines: Iterable[str]) -> str:
    """Return the lines without empty ends, one a line."""
    return "\n".join(line.rstrip() for line in lines).strip("\n")
