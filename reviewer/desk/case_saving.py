"""A case folder that is open in the window: read when it is opened, written after each pause, and never over what another program wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from reviewer.desk.case_bodies import CaseBodies
from reviewer.desk.case_editing import CaseFields, RemovedRow
from reviewer.desk.case_fields import FRAMEWORK, INSPECTION, LETTER, Rows
from reviewer.desk.case_languages import BLANK_LETTER, blank_words, files_of, language_of
from reviewer.desk.files import free_name, write_file
from reviewer.desk.typed_paths import typed_path
from reviewer.errors import CaseError, Phrase, ReviewerError, why_refused
from reviewer.framework.case_folder import names_in
from reviewer.framework.casefile import case_bytes
from reviewer.framework.text_edits import SourceText
from reviewer.framework.toml_tables import FILE_NAME

ASIDE = "before-"
"""What the name of a file begins with that was not taken: nothing reads a file of such a name."""


@dataclass(frozen=True, slots=True)
class RemovedLanguage:
    """A further language that was taken off, with its files by name."""

    language: str
    sources: Mapping[str, SourceText]


class OpenCase:
    """The files of one folder: as they were on the disk when they were last read or written, and as they are by now."""

    def __init__(self, folder: Path) -> None:
        """Read a folder; CaseError only where there is none, or it can't be read."""
        self.folder = folder
        names_in(folder)
        self._on_disk: dict[str, SourceText] = {}
        self.fields = CaseFields({})
        self.bodies = CaseBodies(self.fields)
        self._removed: list[RemovedRow | RemovedLanguage | None] = []  # None: an edit of the bodies
        for file in (FRAMEWORK, INSPECTION, LETTER):
            self._read(file)
        self._read(self.bodies.file)
        for file in self._language_files():
            self._read(file)

    def _language_files(self) -> set[str]:
        """Return the files of further languages that are there now."""
        with suppress(CaseError):  # the folder was taken away meanwhile
            return {name for name in names_in(self.folder) if language_of(name)}
        return set()

    def _read(self, file: str) -> None:
        source = self._source(file)
        if source is None:
            self._on_disk.pop(file, None)
            self.fields.sources.pop(file, None)
        else:
            self._on_disk[file] = self.fields.sources[file] = source

    def _source(self, file: str) -> SourceText | None:
        with suppress(CaseError):
            return SourceText(case_bytes(self.folder, file))
        return None

    # --- what is taken back ---------------------------------------------------------------------------

    def remove_row(self, rows: Rows, at: int) -> str:
        """Take a criterion, finding or category out, and return what it is called."""
        removed = self.fields.remove_row(rows, at)
        self._removed.append(removed)
        return removed.name

    def note_bodies(self) -> None:
        """Hear that the bodies were edited: that is what is taken back next."""
        self._removed.append(None)

    @property
    def can_take_back(self) -> bool:
        """Whether anything was taken out, or the bodies edited, since it was opened."""
        return bool(self._removed)

    def take_back(self) -> RemovedRow | RemovedLanguage | None:
        """Put back what was taken out last, and return it; None where it was an edit of the bodies."""
        removed = self._removed.pop()
        if isinstance(removed, RemovedLanguage):
            there = self.fields.sources  # a language that was added again keeps what was typed in it
            there.update({file: source for file, source in removed.sources.items() if file not in there})
        elif removed is not None:
            self.fields.put_back(removed)
        elif self.bodies.can_take_back:
            self.bodies.take_back()
        return removed

    def take_picture(self, words: str) -> str:
        """Copy a picture into the folder, by its path, and return the file's name there; one that is there already is left.

        "" for none. ReviewerError if it is no PNG or JPEG, too large, can't be read, or leads nowhere.
        """
        from reviewer.framework.logo import ENDINGS, picture_bytes  # pixels are not needed for words

        if not words.strip():
            return ""
        path = self.folder / typed_path(words)  # an absolute one stays
        data = picture_bytes(path)
        if path.resolve().parent == self.folder.resolve() and re.match(FILE_NAME, path.name):
            return path.name
        ending = next(ending for start, ending in ENDINGS.items() if data.startswith(start))
        copy = free_name(self.folder / f"logo{ending}", data)
        if not copy.exists():
            write_file(copy, data)
        return copy.name

    # --- further languages ----------------------------------------------------------------------------

    def add_language(self, language: str, months: Sequence[str]) -> None:
        """Make what is not there yet of the two files of a further language, with what is to be filled in; they are written when saved."""
        words, letter = files_of(language)
        findings, criteria = (
            [row.key for row in self.fields.rows(rows) if row.key] for rows in (Rows.FINDINGS, Rows.CRITERIA)
        )
        made = {words: blank_words(findings, criteria, months), letter: BLANK_LETTER}
        for file, text in made.items():
            if file not in self.fields.sources:
                self.fields.sources[file] = SourceText(text.encode())

    def remove_language(self, language: str) -> tuple[Path, ...]:
        """Take a further language off: nothing reads its files any more, which are kept beside under other names; return those.

        ReviewerError, and nothing is done, where they can't be written or named anew.
        """
        if self.save():
            raise ReviewerError("Another program changed the files meanwhile", "Settle that first.")
        kept, sources = [], {}
        for file in files_of(language):
            if (source := self.fields.sources.get(file)) is not None:
                kept.append(self._move_aside(file, source))
                sources[file] = source
        for file in sources:
            self._read(file)
        self._removed.append(RemovedLanguage(language, sources))
        return tuple(kept)

    def _move_aside(self, file: str, source: SourceText) -> Path:
        aside = free_name(self.folder / f"{ASIDE}{file}", source.data)
        try:
            (self.folder / file).replace(aside)
        except OSError as error:
            message = Phrase("{file} cannot be named anew: {why}", file=file, why=why_refused(error))
            raise ReviewerError(message, "Close what else has it open, and try again.") from error
        return aside

    # --- saving ---------------------------------------------------------------------------------------

    @property
    def unsaved(self) -> tuple[str, ...]:
        """The files that say something else than those on the disk did when they were last read or written."""
        sources = self.fields.sources.items()
        return tuple(file for file, source in sources if source != self._on_disk.get(file))

    def save(self) -> tuple[str, ...]:
        """Write what was edited, each file whole or not at all; return those left as they are since another program changed them.

        ReviewerError if one cannot be written.
        """
        left = []
        for file in self.unsaved:
            if self._source(file) != self._on_disk.get(file):
                left.append(file)
                continue
            self._write(file, self.fields.sources[file])
        return tuple(left)

    def _write(self, file: str, source: SourceText) -> None:
        write_file((self.folder / file).resolve(), source.data, replace=True)
        self._on_disk[file] = source

    def look_again(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Read what other programs changed; return the files that are read anew, and those left as they were edited here too."""
        changed = [file for file in self._files() if self._source(file) != self._on_disk.get(file)]
        left = tuple(file for file in changed if file in self.unsaved)
        read = tuple(file for file in changed if file not in left)
        for file in read:
            self._take(file)
        if INSPECTION in read and self.bodies.file not in self.fields.sources:
            self._read(self.bodies.file)
        return read, left

    def _files(self) -> Iterator[str]:
        yield from (FRAMEWORK, INSPECTION, LETTER)
        yield self.bodies.file
        known = {file for language in self.fields.languages for file in files_of(language)}
        yield from sorted(known | self._language_files())

    def _take(self, file: str) -> None:
        self._read(file)
        if file == self.bodies.file:
            self.bodies.forget()
            self._removed = [each for each in self._removed if each is not None]

    def keep_mine(self, file: str) -> Path | None:
        """Write a file over what another program wrote, which is kept beside under another name; return that."""
        theirs = self._source(file)
        aside = self._put_aside(file, theirs)
        self._write(file, self.fields.sources[file])
        return aside

    def take_theirs(self, file: str) -> Path | None:
        """Take a file as another program wrote it; what was edited here is kept beside under another name, which is returned."""
        aside = self._put_aside(file, self.fields.sources.get(file))
        self._take(file)
        return aside

    def _put_aside(self, file: str, source: SourceText | None) -> Path | None:
        if source is None:
            return None
        path = free_name(self.folder / f"{ASIDE}{file}", source.data)
        write_file(path, source.data)
        return path
