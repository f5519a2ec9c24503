"""A whole casebook as one .zip that can be read without this program, and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.desk.backups import must_be_no_part, telling
from reviewer.desk.session import Session
from reviewer.errors import ReadOnlyError

if TYPE_CHECKING:
    from reviewer.backups import Exported, Imported
    from reviewer.desk.display import Report
    from reviewer.desk.home import Home


class Exporting:
    """Exports the session's casebook."""

    def __init__(self, session: Session) -> None:
        """Nothing is read yet."""
        self._session = session

    def export(self, target: Path, progress: Report | None = None) -> Exported:
        """Write the casebook to a .zip of that name; TakenError if something has it, CasebookError while a record is damaged."""
        from reviewer.backups import export
        from reviewer.desk.words.backups import exported_readme

        must_be_no_part(target)
        if self._session.passes:
            raise ReadOnlyError(self._session.origin.why_read_only, "Nothing was written.")
        case = self._session.case
        readme = exported_readme(case.inspection.title)
        return export(self._session.casebook, case, target, readme, telling(progress))


def import_casebook(source: Path, folder: Path, home: Home, progress: Report | None = None) -> Imported:
    """Make a casebook in ``folder`` of an exported one, as a new copy; see ``backups.import_archive``."""
    from reviewer.backups import import_archive

    home.check_casebook(folder)
    must_be_no_part(folder)
    return import_archive(source, folder, home.author(), telling(progress))
