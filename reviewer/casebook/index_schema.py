"""Tables of the search index. FTS5 reads the folded text through a view, so that the text is stored once."""

# ruff: noqa: S608 - statements are put together from this room's own constants; values are always bound

from __future__ import annotations

VERSION = 2
"""Another number in an index throws it away: it is made again from the documents."""

# What a person types has no soft hyphens and no ligatures. The two marks of a hit must not be in the text.
_FOLDS = (
    ("173", "''"), ("64256", "'ff'"), ("64257", "'fi'"), ("64258", "'fl'"), ("64259", "'ffi'"), ("64260", "'ffl'"),
    ("57344", "' '"), ("57345", "' '"),
)  # fmt: skip


def _folded(column: str) -> str:
    for code, replacement in _FOLDS:
        column = f"replace({column}, char({code}), {replacement})"
    return column


OBJECTS = (
    """CREATE TABLE document(id INTEGER PRIMARY KEY, sha TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
        extractor TEXT NOT NULL, problem TEXT, pages INTEGER NOT NULL, without_text INTEGER NOT NULL,
        text_hash TEXT NOT NULL, whole INTEGER NOT NULL)""",
    """CREATE TABLE part(id INTEGER PRIMARY KEY, document INTEGER NOT NULL, number INTEGER NOT NULL,
        place TEXT NOT NULL, label TEXT NOT NULL, text TEXT NOT NULL, exact BLOB, unreadable INTEGER NOT NULL,
        cells TEXT NOT NULL)""",
    "CREATE INDEX part_document ON part(document, number)",
    f"CREATE VIEW searchable AS SELECT id, {_folded('text')} AS text FROM part",
    """CREATE VIRTUAL TABLE words USING fts5(text, content='searchable', content_rowid='id',
        tokenize='unicode61 remove_diacritics 2')""",
    f"""CREATE TRIGGER part_in AFTER INSERT ON part BEGIN
        INSERT INTO words(rowid, text) VALUES(NEW.id, {_folded("NEW.text")}); END""",
    f"""CREATE TRIGGER part_out AFTER DELETE ON part BEGIN
        INSERT INTO words(words, rowid, text) VALUES('delete', OLD.id, {_folded("OLD.text")}); END""",
)
