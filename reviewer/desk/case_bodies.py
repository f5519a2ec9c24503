"""The bodies of a case folder that is being filled in: a table, into which one from a spreadsheet is pasted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reviewer.desk.case_editing import CaseFields, free_key, refused
from reviewer.desk.case_fields import INSPECTION
from reviewer.desk.case_folders import key_of
from reviewer.desk.words.language import say
from reviewer.framework.bodies_edits import (
    BodiesTable,
    Pasted,
    adding_rows,
    bodies_table,
    cell_words,
    cells_of,
    pasted,
    removing_rows,
    setting_cell,
)
from reviewer.framework.text_edits import Edit, SourceText
from reviewer.framework.toml_tables import FILE_NAME

USUAL, USUAL_NOUNS = "bodies.tsv", ("body", "bodies")


class CaseBodies:
    """Edits the bodies' file, and takes edits back."""

    def __init__(self, fields: CaseFields) -> None:
        """``fields`` say which file it is, and have its text."""
        self._fields = fields
        self._before: list[SourceText] = []

    @property
    def file(self) -> str:
        """The name of the file, as inspection.toml says it."""
        said = (self._fields.data(INSPECTION) or {}).get("bodies", USUAL)
        return said if isinstance(said, str) and re.match(FILE_NAME, said) else USUAL

    @property
    def nouns(self) -> tuple[str, str]:
        """What one of the inspected is called, and several: the case's own words; "body" and "bodies" while it has none of its own."""
        match (self._fields.data(INSPECTION) or {}).get("body_noun"):
            case [str(one), str(many)] if (one, many) != USUAL_NOUNS and one.strip() and many.strip():
                return one, many
            case _:
                return say("body"), say("bodies")

    @property
    def text(self) -> str | None:
        """What the file says; None where it is not there, or no text."""
        source = self._fields.sources.get(self.file)
        try:
            return None if source is None else source.text
        except UnicodeDecodeError:
            return None

    @property
    def table(self) -> BodiesTable:
        """The table; without columns where there is none."""
        return bodies_table(self.text or "")

    def put(self, row: int, column: int, words: str) -> bool:
        """Have a cell say these words: of the row after the last, of a new body. False where it says so already.

        A body that gets a name and has no code gets a code made of that.
        """
        text, table = self._needed(), self.table
        if row < len(table.rows):
            edits = setting_cell(text, row, column, words)
        elif cell_words(words):
            edits = adding_rows(text, [["" if at != column else words for at in range(len(table.columns))]])
        else:
            edits = ()
        if edits:
            self._edit(edits)
            if column != (table.columns.index("code") if "code" in table.columns else -1):
                self._give_code(row)
        return bool(edits)

    def _give_code(self, row: int) -> None:
        table = self.table
        if {"code", "name"} <= set(table.columns):
            code, name = table.columns.index("code"), table.columns.index("name")
            if not table.rows[row][code] and table.rows[row][name]:
                key = free_key(key_of(table.rows[row][name]), {each[code] for each in table.rows})
                source = self._fields.sources[self.file]
                self._fields.sources[self.file] = source.edited(setting_cell(source.text, row, code, key))

    def remove(self, rows: Sequence[int]) -> None:
        """Take bodies out."""
        self._edit(removing_rows(self._needed(), rows))

    def paste(self, clip: str) -> Pasted:
        """Put in what was copied from a spreadsheet; bodies without a code get one made of their name."""
        text, source = self._needed(), self._fields.sources[self.file]
        made = pasted(text, clip, _codes(self.table, clip))
        if made.text != text:
            self._before.append(source)
            self._fields.sources[self.file] = source.edited([Edit(0, len(text), made.text)])
        return made

    @property
    def can_take_back(self) -> bool:
        """Whether anything was edited here."""
        return bool(self._before)

    def take_back(self) -> None:
        """Take the last edit back."""
        self._fields.sources[self.file] = self._before.pop()

    def forget(self) -> None:
        """Take nothing back from now on: the file was changed by another program."""
        self._before.clear()

    def _needed(self) -> str:
        text = self.text
        if text is None:
            raise refused(self.file)
        return text

    def _edit(self, edits: Sequence[Edit]) -> None:
        source = self._fields.sources[self.file]
        self._before.append(source)
        self._fields.sources[self.file] = source.edited(edits)


def _codes(table: BodiesTable, clip: str) -> dict[str, str]:
    """Return a code for each cell of what is pasted, as if it were a name: free ones, in turn."""
    taken = {row[table.columns.index("code")] for row in table.rows} if "code" in table.columns else set()
    codes: dict[str, str] = {}
    for cell in (cell for row in cells_of(clip) for cell in row if cell):
        if cell not in codes:
            codes[cell] = free_key(key_of(cell), taken | set(codes.values()))
    return codes
