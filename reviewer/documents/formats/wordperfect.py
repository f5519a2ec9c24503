"""How documents of WordPerfect are told from others; only LibreOffice reads them here.

Those of version 5 and later begin with a head of their own. Version 4 has none: its files are text in which each code
from 0xC0 to 0xFE is closed by the same byte again, as libwpd tells them too (``WP42Heuristics``).
"""

from __future__ import annotations

_SIGNATURE = b"\xffWPC"
_KIND = slice(9, 10)
_DOCUMENTS = frozenset({b"\x0a", b"\x2c"})  # of a PC, of a Macintosh
_FIRST_CODE, _LAST_CODE, _NEVER = 0xC0, 0xFE, 0xFF
_LONGEST, _LEAST = 128, 2
_WORDS = 0.5


def is_signed(start: bytes) -> bool:
    """Tell whether a file that begins so is a document of WordPerfect 5 or later."""
    return start.startswith(_SIGNATURE) and start[_KIND] in _DOCUMENTS


def is_version_4(start: bytes) -> bool:
    """Tell whether a file that begins so, and is no other kind, is a document of WordPerfect 4."""
    at, codes, words = 0, 0, 0
    while at < len(start):
        byte = start[at]
        if byte == _NEVER:
            return False
        if byte >= _FIRST_CODE:
            end = start.find(bytes([byte]), at + 1, at + _LONGEST)
            if end < 0:
                break
            codes, at = codes + 1, end
        else:
            words += chr(byte).isascii() and (chr(byte).isalpha() or byte == ord(" "))
        at += 1
    closed = at >= len(start) - _LONGEST  # the last code may go on behind the beginning
    return codes >= _LEAST and closed and words > _WORDS * len(start)
