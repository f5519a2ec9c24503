"""HTML out of rich text that carries it, as Outlook keeps the mail it received. Source: [MS-OXRTFEX] 2.1.

Tags stand in groups of their own, text between them as rich text has it; what rich text says instead of a tag is passed over.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from reviewer.documents.formats import rtf_codes as codes

_CARRIES = b"\\fromhtml1"
_HEAD = 4096
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\"
)
_DEEPEST = 2000
_PASSED = frozenset({"colortbl", "stylesheet", "info", "pict", "object", "mhtmltag", "pntext", "listtable"})


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds inside a pair of braces. ``twin``: rich text for what a tag says; ``fonts``: their table."""

    shown: bool = True
    twin: bool = False
    fonts: bool = False
    starred: bool = False
    encoding: str = "cp1252"
    fallbacks: int = 1


def html_of(data: bytes) -> str:
    """Return the HTML; "" where the rich text carries none."""
    if _CARRIES not in data[:_HEAD]:
        return ""
    page = _Page()
    for token in _TOKEN.finditer(data):
        if not page.take(*token.groups()):
            break
    return page.text()


class _Page:
    """One pass over the tokens."""

    def __init__(self) -> None:
        self._group = _Group()
        self._above: list[_Group] = []
        self._fonts: dict[int, str] = {}
        self._font = self._skip = 0
        self._default = "cp1252"
        self._made: list[str] = []
        self._bytes = bytearray()

    def text(self) -> str:
        """Return what was found."""
        self._flush()
        return "".join(self._made).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

    def take(
        self,
        word: bytes | None,
        number: bytes | None,
        code: bytes | None,
        symbol: bytes | None,
        brace: bytes | None,
        plain: bytes | None,
    ) -> bool:
        """Take the next token; False where groups are nested without end."""
        if plain is not None or code is not None:
            self._plain(plain if plain is not None else bytes.fromhex((code or b"").decode("ascii")))
        elif brace is not None:
            return self._brace(brace)
        elif word is not None:
            self._word(word.decode("ascii"), int(number) if number else None)
        elif symbol == b"*":
            self._group = replace(self._group, starred=True)
        elif symbol is not None:
            self._write(codes.CHARACTERS.get(symbol.decode("latin-1"), ""))
        return True

    def _brace(self, brace: bytes) -> bool:
        self._flush()
        self._skip = 0
        if brace == b"{":
            self._above.append(self._group)
            self._group = replace(self._group, starred=False)
        elif self._above:
            self._group = self._above.pop()
        return len(self._above) < _DEEPEST

    def _plain(self, data: bytes) -> None:
        skipped = min(self._skip, len(data))
        self._skip -= skipped
        if self._group.shown and not self._group.twin:
            self._bytes += data[skipped:]

    def _flush(self) -> None:
        if self._bytes:
            data, self._bytes = bytes(self._bytes), bytearray()
            self._made.append(data.decode(self._group.encoding, "replace"))

    def _write(self, text: str) -> None:
        self._flush()
        self._skip = 0
        if self._group.shown and not self._group.twin:
            self._made.append(text)

    def _word(self, word: str, value: int | None) -> None:
        starred = self._group.starred
        self._group = replace(self._group, starred=False)
        if word == "fonttbl":
            self._group = replace(self._group, shown=False, fonts=True)
        elif word in _PASSED or (starred and word != "htmltag"):
            self._flush()
            self._group = replace(self._group, shown=False)
        elif word == "htmlrtf":
            self._flush()
            self._group = replace(self._group, twin=value != 0)
        elif word in {"par", "line"}:
            self._write("\r\n")
        elif word == "u" and value is not None:
            self._write(chr(value % 0x10000))
            self._skip = self._group.fallbacks
        elif word in codes.CHARACTERS:
            self._write(codes.CHARACTERS[word])
        else:
            self._encoding(word, value or 0)

    def _encoding(self, word: str, value: int) -> None:
        if word == "uc":
            self._group = replace(self._group, fallbacks=max(0, value))
        elif word == "ansicpg":
            self._default = _known(f"cp{value}")
            self._group = replace(self._group, encoding=self._default)
        elif word == "fcharset" and self._group.fonts:
            self._fonts[self._font] = codes.CHARSETS.get(value, self._default)
        elif word == "f":
            self._flush()
            self._font = value
            if not self._group.fonts:
                self._group = replace(self._group, encoding=self._fonts.get(value, self._default))


def _known(encoding: str) -> str:
    try:
        codecs.lookup(encoding)
    except LookupError:
        return "cp1252"
    return encoding
