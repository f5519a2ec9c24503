"""What a session is of: a casebook in its folder, or a merged file that is looked at in one that passes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.desk.home import documents_folder

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.casebook import Casebook


class Origin:
    """What was opened, and what follows from that."""

    def __init__(self, casebook: Casebook, notice: str) -> None:
        """``notice`` says why nothing can be recorded in a casebook that is open for reading only, if anything does."""
        self._casebook, self._source, self._notice = casebook, casebook.source, notice

    @property
    def opened(self) -> Path:
        """The casebook's folder, or a merged file."""
        return self._casebook.folder if self._source is None else self._source.file

    @property
    def remembered_by(self) -> Path:
        """The folder by which this laptop remembers where one was: of a merged file the one that it lies in, where later ones come."""
        return self._casebook.folder if self._source is None else self._source.file.parent

    @property
    def beside(self) -> Path:
        """The folder in which files that leave the casebook are offered to be put: beside it, of a merged file a person's own."""
        return self._casebook.folder.parent if self._source is None else documents_folder()

    @property
    def why_read_only(self) -> str:
        """Why acts are refused here, in a sentence or more; "" where they are not."""
        if self._source is not None:
            from reviewer.desk.words.merged_file import reading_only_words

            return reading_only_words(self._source.at)
        if not self._casebook.read_only:
            return ""
        from reviewer.desk.words.language import say

        return self._notice or say("This casebook is open for reading only.")
