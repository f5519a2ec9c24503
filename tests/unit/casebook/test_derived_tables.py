"""A table that can't be read is taken for one that is gone only where it is: what it alone knows would be lost for good."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest

from reviewer.casebook import Casebook
from reviewer.casebook.derived_tables import compared
from reviewer.casebook.seal import Seal
from reviewer.casebook.soundness import Examiner, Soundness


class _Failing(sqlite3.Connection):
    """A connection whose disk fails, or whose file is in use, as soon as a query names ``edge`` or ``current``."""

    code = sqlite3.SQLITE_IOERR
    names: tuple[str, ...] = ("FROM edge", "FROM current")

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        if any(name in sql for name in self.names):
            error = sqlite3.OperationalError("it failed")
            error.sqlite_errorcode = self.code
            raise error
        return super().execute(sql, *values)


@pytest.fixture
def failing(casebook: Casebook) -> Iterator[_Failing]:
    """A record of the closed casebook is gone: only ``edge`` may know what it superseded."""
    casebook.close()
    path = casebook.folder / "casebook.sqlite"
    with closing(sqlite3.connect(path)) as tool:
        tool.execute("DROP TRIGGER record_stays")
        tool.execute("DELETE FROM record WHERE seq = 3")
        tool.commit()
    with closing(sqlite3.connect(path, factory=_Failing)) as connection:
        yield connection


def _examined(casebook: Casebook, connection: sqlite3.Connection) -> Soundness:
    return Examiner(connection, casebook.inspection_id, Seal()).examine()


@pytest.mark.parametrize("code", [sqlite3.SQLITE_IOERR, sqlite3.SQLITE_BUSY])
@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("FROM edge", _examined),
        ("FROM edge", lambda _casebook, connection: compared(connection, "", Soundness())),
        ("FROM current", lambda _casebook, connection: compared(connection, "", Soundness())),
    ],
)
def test_a_disk_that_fails_is_no_table_that_is_gone(
    casebook: Casebook, failing: _Failing, code: int, name: str, read: Callable[[Casebook, _Failing], object]
) -> None:
    failing.code, failing.names = code, (name,)
    with pytest.raises(sqlite3.OperationalError, match="it failed"):
        read(casebook, failing)


@pytest.mark.parametrize(
    "statements",
    [
        ("DROP TABLE edge",),
        ("DROP TABLE edge", "CREATE VIEW edge AS SELECT * FROM edge"),
        ("INSERT INTO edge VALUES(CAST(x'ff' AS TEXT), 'ab', 'cd')",),
    ],
)
def test_a_table_that_is_gone_another_or_no_text_is_made_again(
    casebook: Casebook, statements: tuple[str, ...]
) -> None:
    with closing(sqlite3.connect(casebook.folder / "casebook.sqlite")) as tool:
        for statement in statements:
            tool.execute(statement)
        tool.commit()
        assert _examined(casebook, tool).damage == {}
        assert compared(tool, casebook.inspection_id, _examined(casebook, tool)).wrong["edge"] > 0
