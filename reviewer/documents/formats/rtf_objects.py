r"""What lies in a rich text beside its characters: form fields with what they show, embedded objects as files.

Source: Rich Text Format Specification 1.9.1, "Form Fields" and "Objects"; [MS-OLEDS] 2.2.5 (what ``\objdata`` holds).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from reviewer.documents.formats import embedded, kinds, symbols

_DATA = re.compile(rb"\\objdata\b[ \r\n]*([0-9a-fA-F\s]{16,})")
_EMBEDDED, _AS_SET = 2, 25
_TICK, _LIST = 1, 2
_PACKAGE = "package"


@dataclass(slots=True)
class Form:
    """A form field as it is met: how deep its group stands (0: there is none), where its text goes, what it says."""

    depth: int = 0
    sink: str = "body"
    kind: int = 0
    result: int = _AS_SET
    first: int = 0
    entries: list[str] = field(default_factory=list)

    def say(self, word: str, value: int) -> None:
        """Take one of its words: ``fftype``, ``ffres``, ``ffdefres``."""
        if word == "fftype":
            self.kind = value
        elif word == "ffres":
            self.result = value
        elif word == "ffdefres":
            self.first = value

    def shown(self) -> str:
        """Return the box or the chosen entry, "" of a field whose text stands in the document."""
        chosen = self.first if self.result == _AS_SET else self.result
        if self.kind == _TICK:
            return symbols.box(ticked=bool(chosen))
        if self.kind == _LIST and 0 <= chosen < len(self.entries):
            return self.entries[chosen]
        return ""


def objects(data: bytes) -> Iterator[tuple[str, bytes] | None]:
    """Yield name and bytes of each embedded object in their order, None for one that wraps no file that is known here."""
    for number, match in enumerate(_DATA.finditer(data), start=1):
        digits = re.sub(rb"\s+", b"", match.group(1))
        try:
            yield _unwrapped(
                bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii")), f"object{number}.bin"
            )
        except (struct.error, ValueError):
            yield None


def _unwrapped(stream: bytes, name: str) -> tuple[str, bytes] | None:
    (sort,) = struct.unpack_from("<4xI", stream)
    if sort != _EMBEDDED:
        return None
    words, at = [], 8
    for _word in range(3):  # class, topic, item
        (size,) = struct.unpack_from("<I", stream, at)
        words.append(stream[at + 4 : at + 4 + size].rstrip(b"\0").decode("latin-1"))
        at += 4 + size
    (size,) = struct.unpack_from("<I", stream, at)
    native = stream[at + 4 : at + 4 + size]
    if words[0].lower() == _PACKAGE:
        return embedded.native(struct.pack("<I", len(native)) + native, name)
    kind = kinds.kind_of(native) if native else "empty"
    return None if kind in {"unknown", "text", "empty"} else embedded.unwrapped(native, name)
