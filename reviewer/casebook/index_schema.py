"""Tables of the search index.

FTS5 reads through a view what a person would search in: ``folded``, which is NULL where that is the text itself.
"""

from __future__ import annotations

VERSION = 5
"""Another number in an index throws it away: it is made again from the documents."""

OBJECTS = (
    """CREATE TABLE document(id INTEGER PRIMARY KEY, sha TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
        extractor TEXT NOT NULL, problem TEXT, pages INTEGER NOT NULL, without_text INTEGER NOT NULL,
        text_hash TEXT NOT NULL, also TEXT NOT NULL, recognised INTEGER NOT NULL, whole INTEGER NOT NULL)""",
    """CREATE TABLE part(id INTEGER PRIMARY KEY, document INTEGER NOT NULL, number INTEGER NOT NULL,
        place TEXT NOT NULL, label TEXT NOT NULL, text NOT NULL, folded TEXT, unreadable INTEGER NOT NULL,
        cells TEXT NOT NULL, recognised INTEGER NOT NULL, confidence INTEGER NOT NULL)""",
    # A row for each page that recognition was tried on: with boxes if it found text. See index_pages.
    """CREATE TABLE tried(part INTEGER PRIMARY KEY, boxes BLOB, width REAL NOT NULL, height REAL NOT NULL)""",
    "CREATE INDEX part_document ON part(document, number)",
    "CREATE VIEW searchable AS SELECT id, coalesce(folded, text) AS text FROM part",
    """CREATE VIRTUAL TABLE words USING fts5(text, content='searchable', content_rowid='id',
        tokenize='unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER part_in AFTER INSERT ON part BEGIN
        INSERT INTO words(rowid, text) VALUES(NEW.id, coalesce(NEW.folded, NEW.text)); END""",
    """CREATE TRIGGER part_out AFTER DELETE ON part BEGIN
        INSERT INTO words(words, rowid, text) VALUES('delete', OLD.id, coalesce(OLD.folded, OLD.text));
        DELETE FROM tried WHERE part = OLD.id; END""",
)
