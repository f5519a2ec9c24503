"""Whether bytes are text, and in which encoding where no mark says so: told by what they would read as, all through the file.

Only a part of a long file is looked at: pieces of it at even distances, the first and the last among them.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from mmap import mmap

MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
)  # fmt: skip
_PIECE, _PIECES = 4096, 32
_CONTROLS = bytes(byte for byte in range(0x20) if byte not in b"\t\n\r\f\x1b")
_FEW = 50  # one character in so many may be no text
_ODD = frozenset({"Cc", "Cn", "Co", "Cs"})
_WIDE = {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}
_MOSTLY, _LONG = 0.5, 400


def is_text(data: mmap | bytes) -> bool:
    """Tell text from everything else, such as databases, sound and empty blocks."""
    start = bytes(data[:_PIECE])
    encoding = marked(start) or wide(start)
    if encoding is None or encoding == "utf-8-sig":
        return not any(_binary(piece) for piece in _pieces(data))
    if encoding in _WIDE and start.startswith((b"\xfe\xff", b"\0\0")):
        encoding = encoding + "-be"
    name = _WIDE.get(encoding, encoding)
    return all(_reads(piece.decode(name, "replace")) for piece in _pieces(data))


def marked(start: bytes) -> str | None:
    """Return the encoding that a byte order mark tells."""
    return next((encoding for mark, encoding in MARKS if start.startswith(mark)), None)


def wide(sample: bytes) -> str | None:
    """Return the UTF-16 that bytes without a mark are in, None if they are in none.

    Every other byte of much of it is then 0, its pairs are characters that there are, and most of those are letters.
    """
    for encoding, zeros, others in (
        ("utf-16-le", sample[1::2], sample[0::2]),
        ("utf-16-be", sample[0::2], sample[1::2]),
    ):
        if zeros.count(0) > len(zeros) // 3 and not others.count(0) > len(others) // _FEW:
            text = sample[: len(sample) // 2 * 2].decode(encoding, "replace")
            if _reads(text) and _has_words(text):
                return encoding
    return None


def _pieces(data: mmap | bytes) -> Iterator[bytes]:
    last = max(0, len(data) - _PIECE)
    distance = max(_PIECE, last // _PIECES // 4 * 4)  # a whole number of characters of any width
    for start in (*range(0, last, distance), last // 4 * 4):
        yield bytes(data[start : start + _PIECE])


def _binary(piece: bytes) -> bool:
    controls = len(piece) - len(piece.translate(None, _CONTROLS))
    return b"\0" in piece or controls > len(piece) / _FEW


def _reads(text: str) -> bool:
    """Tell whether a text has no character that no text has, but for a few, as where a piece was cut out."""
    letters = Counter(text)
    odd = sum(count for letter, count in letters.items() if _is_odd(letter))
    return "\0" not in letters and odd <= 1 + len(text) / _FEW


def _is_odd(letter: str) -> bool:
    return letter not in "\t\n\r\f\x1b\ufeff" and unicodedata.category(letter) in _ODD


def _has_words(text: str) -> bool:
    letters = sum(letter.isalnum() or letter.isspace() for letter in text)
    return letters >= _MOSTLY * len(text) and (len(text) < _LONG or any(map(str.isspace, text)))
