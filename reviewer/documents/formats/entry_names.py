"""Names of files in an archive: bytes in a code page that the archive doesn't name, and paths that lead nowhere here.

Packers before 2007 wrote names in the code page of the machine: that of DOS (OEM) on Windows, any on Unix. The page is
guessed for all names of an archive together, since one name is too short to tell.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

_NOISE = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
_ALONE = (
    "cp850",
    "cp1252",
    "cp866",
    "cp1251",
    "cp852",
    "cp1250",
    "cp737",
    "cp1253",
    "cp1256",
    "cp1255",
    "cp874",
)
_PAIRS = ("cp932", "gb18030", "big5", "cp949")
_PLAIN = frozenset("£€§°–—‘’“”…«»·")
_ASCII = 0x80


def decoded(names: Sequence[bytes]) -> list[str]:
    """Return the names as text: UTF-8 where they are, the rest in the one code page that makes most sense of them all."""
    odd = [name for name in names if not _is_utf8(name)]
    page = _page(odd) if odd else "utf-8"
    return [name.decode("utf-8" if _is_utf8(name) else page, "replace") for name in names]


def split(path: str) -> tuple[str, str]:
    """Return folder and name of a path inside an archive; steps up and drives, which lead out of it, are left out."""
    steps = [step for step in path.replace("\\", "/").split("/") if step.strip() not in {"", ".", ".."}]
    if steps and len(steps[0]) == len("C:") and steps[0][1] == ":":
        steps = steps[1:] or steps
    return "/".join(steps[:-1]), " ".join(steps[-1].split()) if steps else ""


def leads_out(path: str) -> bool:
    """Tell whether a path names a place outside the folder that it would be unpacked into."""
    tidy = path.replace("\\", "/")
    return tidy.startswith("/") or ".." in tidy.split("/") or tidy[1:2] == ":"


def is_noise(path: str) -> bool:
    """Tell what a system keeps for itself from what somebody sent."""
    return path.startswith(_NOISE[0]) or path.rpartition("/")[2] in _NOISE[1:]


def _is_utf8(name: bytes) -> bool:
    try:
        name.decode()
    except UnicodeDecodeError:
        return False
    return True


def _page(names: Sequence[bytes]) -> str:
    whole = b"\n".join(names)
    best = max(_ALONE, key=lambda page: _sense(_text(whole, page)))
    if _sense(_text(whole, best)) >= sum(
        byte >= _ASCII for byte in whole
    ):  # each such byte a letter in its place
        return best
    from charset_normalizer import from_bytes

    pairs = from_bytes(whole, cp_isolation=[*_PAIRS]).best()
    return pairs.encoding if pairs else best


def _text(data: bytes, page: str) -> str:
    return data.decode(page, "replace")


def _sense(text: str) -> int:
    """Return how well letters beyond ASCII stand where letters do: 1 for each that does, less for what does not."""
    return sum(_sense_of(word) for word in _words(text))


def _words(text: str) -> Iterable[str]:
    word = ""
    for letter in text:
        if letter.isalpha():
            word += letter
        else:
            yield word
            yield letter
            word = ""
    yield word


def _sense_of(word: str) -> int:
    beyond = sum(ord(letter) >= _ASCII for letter in word)
    if not beyond:
        return 0
    if not word.isalpha():
        return 1 if word in _PLAIN else -2
    scripts = {unicodedata.name(letter, "?").split()[0] for letter in word}
    if scripts == {"LATIN"} and 2 * beyond > len(word) + 1:  # no word of a Latin script has so many of them
        return 0
    cased = word.islower() or word.isupper() or word.istitle() or word == word.casefold()
    return beyond if cased and len(scripts) == 1 else -2 * beyond
