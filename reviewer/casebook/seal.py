"""What remembers that a save's signature has passed: checking it takes 82 µs, and remembering it 2.

The mark is an HMAC with a key that lies with the author's own in the configuration folder, so that whoever can write the
casebook, and nothing else, cannot make one.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field

from reviewer.casebook.author import signed_by
from reviewer.casebook.record import SIGNED

MARK = "SELECT mac FROM passed WHERE save = ?"


@dataclass(frozen=True, slots=True)
class Seal:
    """Marks signatures that have passed; without a ``key`` none is remembered, and each is checked again."""

    key: bytes | None = field(default=None, repr=False)

    def mark(self, save: bytes, signature: bytes) -> bytes | None:
        """Return the mark of a save (its id) whose signature has passed; None where nothing can be remembered."""
        return None if self.key is None else hmac.digest(self.key, save + signature, "sha256")

    def is_marked(self, save: bytes, signature: bytes, mark: bytes | None) -> bool:
        """Tell whether this mark was made here, for this save and this signature."""
        own = None if mark is None else self.mark(save, signature)
        return own is not None and mark is not None and hmac.compare_digest(own, mark)


def is_signed(save: bytes, author: str, signature: bytes | None) -> bool:
    """Tell whether the author with this key (hex) signed the save with this id."""
    return isinstance(signature, bytes) and signed_by(author, signature, SIGNED + save)
