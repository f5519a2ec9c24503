"""Codes by which people tell each other apart on the telephone: twelve digits over the inspection and a key.

scrypt (RFC 7914, N = 2^17, r = 8: 128 MB and a third of a second each) makes it dear to mint keys until one has a given code.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewer.casebook.book import Casebook

_COST, _BLOCK = 1 << 17, 8
_MEMORY = 160 << 20
_DIGITS = 12


@lru_cache(maxsize=256)
def code_of(inspection: str, key: str) -> str:
    """Return the code of a public key (hex) in an inspection (id, hex), as "1234 5678 9012"."""
    made = hashlib.scrypt(
        bytes.fromhex(key), salt=bytes.fromhex(inspection), n=_COST, r=_BLOCK, p=1, maxmem=_MEMORY, dklen=16
    )
    digits = f"{int.from_bytes(made) % 10**_DIGITS:0{_DIGITS}}"
    return " ".join(digits[start : start + 4] for start in range(0, _DIGITS, 4))


def work_out_codes(key: str, casebook: Casebook) -> None:
    """Work out both codes that whoever joins (their key) is told in the end.

    Each takes 128 MB for a moment, which is little before an inspection is taken in, and much beside a large one.
    """
    for each in (key, casebook.team.membership().founder):
        code_of(casebook.inspection_id, each)


def digits_of(typed: str) -> str:
    """Return a code that somebody typed, in whatever groups, as it is shown; "" where it has not twelve digits."""
    digits = "".join(letter for letter in typed if letter.isdigit() and letter.isascii())
    if len(digits) != _DIGITS or not all(letter.isdigit() or letter in " -." for letter in typed):
        return ""
    return " ".join(digits[start : start + 4] for start in range(0, _DIGITS, 4))
