"""What remembers that a save's signature has passed, and where a line ends: checking takes 82 µs, and remembering 2.

The mark is an HMAC with a key that lies with the author's own in the configuration folder, so that whoever can write the
casebook, and nothing else, cannot make one.
"""

from __future__ import annotations

import hmac
import sqlite3
from dataclasses import field

from reviewer.casebook.author import signed_by
from reviewer.casebook.environment_errors import is_of_table
from reviewer.casebook.record import SIGNED
from reviewer.model.frozen import dataclass

MARK = "SELECT CAST(mac AS BLOB) FROM passed WHERE save = ?"
_END = b"reviewer end of a line\x00"


@dataclass(frozen=True, slots=True)
class Seal:
    """Marks signatures that have passed; without a ``key`` none is remembered, and each is checked again."""

    key: bytes | None = field(default=None, repr=False)

    def mark(self, save: bytes, signature: bytes) -> bytes | None:
        """Return the mark of a save (its id) whose signature has passed; None where nothing can be remembered."""
        return None if self.key is None else hmac.digest(self.key, save + signature, "sha256")

    def is_marked(self, save: bytes, signature: bytes, mark: bytes | None) -> bool:
        """Tell whether this mark was made here, for this save and this signature."""
        own = self.mark(save, signature) if isinstance(mark, bytes) else None
        return own is not None and mark is not None and hmac.compare_digest(own, mark)

    def mark_of_end(self, said: str) -> str | None:
        """Return the mark (hex) of what is said of the end of a line; None where nothing can be remembered."""
        return None if self.key is None else hmac.digest(self.key, _END + _utf8(said), "sha256").hex()

    def is_mark_of_end(self, said: str, mark: str) -> bool:
        """Tell whether this mark was made here, of this."""
        own = self.mark_of_end(said)
        return own is not None and hmac.compare_digest(own.encode(), _utf8(mark))


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def is_proven(
    connection: sqlite3.Connection, seal: Seal, save: bytes, author: str, signature: bytes | None
) -> bool:
    """Tell as ``is_signed`` does; a signature that is known to have passed here is not checked again."""
    try:
        row = connection.execute(MARK, (save,)).fetchone()
    except sqlite3.OperationalError as error:
        if not is_of_table(error):
            raise
        row = None  # the table is about to be made again
    if row is not None and isinstance(signature, bytes) and seal.is_marked(save, signature, row[0]):
        return True
    return is_signed(save, author, signature)


def is_signed(save: bytes, author: str, signature: bytes | None) -> bool:
    """Tell whether the author with this key (hex) signed the save with this id."""
    return isinstance(signature, bytes) and signed_by(author, signature, SIGNED + save)
