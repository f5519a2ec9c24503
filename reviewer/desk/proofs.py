"""Letters as they would be printed, kept as files for as long as a viewer shows them: the reader process opens files only."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from pathlib import Path
from tempfile import TemporaryDirectory

from reviewer.errors import Phrase, ReviewerError, why_refused
from reviewer.model import ProblemError, Reason
from reviewer.model.problems import problem

_MARK = "/proof"
_KEPT = 3  # the one shown, the one that takes its place, and one that the viewer may still be asking for


class Proofs:
    """Files of letters by name, in a folder that only this user can read. Thread-safe; nothing is left after ``close``."""

    def __init__(self) -> None:
        """Make nothing before something is kept."""
        self._lock = threading.Lock()
        self._folder: TemporaryDirectory[str] | None = None
        self._files: OrderedDict[str, Path] = OrderedDict()

    @staticmethod
    def holds(name: str) -> bool:
        """Tell whether a name is that of a letter here, rather than a document's."""
        return name.endswith(_MARK)

    def keep(self, pdf: bytes) -> str:
        """Keep a PDF and return its name, the same for the same bytes. ReviewerError if there is no room for it."""
        name = hashlib.sha256(pdf).hexdigest() + _MARK
        with self._lock:
            try:
                if name not in self._files:
                    self._files[name] = self._written(name, pdf)
                self._files.move_to_end(name)
                while len(self._files) > _KEPT:
                    self._files.popitem(last=False)[1].unlink(missing_ok=True)
            except OSError as error:
                why = Phrase(
                    "The letter's pages cannot be put on the disk: {why}",
                    why=why_refused(error),
                )
                raise ReviewerError(why, "Make room, then show the letter again.") from error
        return name

    def _written(self, name: str, pdf: bytes) -> Path:
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="reviewer-letter-", ignore_cleanup_errors=True)
        path = Path(self._folder.name) / f"{name.removesuffix(_MARK)}.pdf"
        path.write_bytes(pdf)
        return path

    def path(self, name: str) -> Path:
        """Return the file of a letter; ProblemError if it has gone since."""
        with self._lock:
            path = self._files.get(name)
        if path is None:
            raise ProblemError(problem(Reason.ORIGINAL_NOT_HERE))
        return path

    def close(self) -> None:
        """Remove the files."""
        with self._lock:
            folder, self._folder = self._folder, None
            self._files.clear()
        if folder is not None:
            folder.cleanup()
