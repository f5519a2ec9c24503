"""What a format makes of a file: kind, parts, members, or why not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reviewer.model import Part


_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\ue000\ue001]")


@dataclass(frozen=True, slots=True)
class Inside:
    """A document inside a document. *key* fetches its bytes; with *problem* it is not unpacked."""

    key: str
    name: str
    origin: str
    problem: str | None = None


@dataclass(slots=True)
class Extract:
    """What one ``read`` call got. ``next`` is the page to go on from, None at the end; ``also`` as in DocumentText."""

    kind: str
    extractor: str
    parts: list[Part] = field(default_factory=list)
    members: list[Inside] = field(default_factory=list)
    problem: str | None = None
    next: int | None = None
    also: list[str] = field(default_factory=list)

    def packed(self) -> tuple[dict[str, Any], bytes]:
        """Return the reply: facts as JSON values, the texts one after another as UTF-8."""
        texts = [clean(part.text).encode("utf-8") for part in self.parts]
        parts = [
            {"place": p.place, "label": p.label, "unreadable": p.unreadable, "size": len(t), "cells": p.cells}
            for p, t in zip(self.parts, texts, strict=True)
        ]
        members = [
            {"key": m.key, "name": clean(m.name), "origin": m.origin, "problem": m.problem}
            for m in self.members
        ]
        head = {"kind": self.kind, "extractor": self.extractor, "problem": self.problem, "next": self.next}
        also = [clean(sentence) for sentence in self.also]
        return {**head, "also": also, "parts": parts, "members": members}, b"".join(texts)


def clean(text: str) -> str:
    """Return *text* of the same length with what no text should have (controls, lone surrogates) as U+FFFD.

    U+E000 and U+E001 mark the found words in snippets and go the same way.
    """
    return _UNFIT.sub("\ufffd", text) if _UNFIT.search(text) else text


def joined(lines: Iterable[str]) -> str:
    """Return the lines without empty ends, one a line."""
    return "\n".join(line.rstrip() for line in lines).strip("\n")
