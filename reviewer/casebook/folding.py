"""A document's text as a person would search in it: whole words, no ligatures, no marks of our own."""

from __future__ import annotations

from types import MappingProxyType

OPEN, CLOSE = "\ue000", "\ue001"
"""They stand round a found word in a snippet."""

_FOLDS = MappingProxyType(
    {
        0x00: " ",  # ends what FTS5 gives back
        0xAD: "",  # a soft hyphen
        0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st",
        **dict.fromkeys(range(0xE000, 0xE003), " "),  # these two, and the index's own marks
        **dict.fromkeys(range(0xD800, 0xE000), " "),  # half a surrogate pair is no UTF-8
    }
)  # fmt: skip


def folded(text: str) -> str:
    """Return the text to search in; the same object if nothing had to be folded."""
    changed = text.translate(_FOLDS)
    return text if changed == text else changed


def unfolded(text: str, offset: int) -> int:
    """Return where in ``text`` the code point lies that is at ``offset`` in its folded text."""
    if folded(text) is text:
        return offset
    at = 0
    for position, char in enumerate(text):
        width = len(_FOLDS.get(ord(char), char))
        if at >= offset and width:
            return position
        at += width
    return len(text)


def stored(text: str) -> str | bytes:
    """Return what SQLite can keep of a text without loss: itself, or bytes if it holds half a character."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def restored(kept: str | bytes) -> str:
    """Return the text that ``stored`` was given."""
    return kept.decode("utf-8", "surrogatepass") if isinstance(kept, bytes) else kept
