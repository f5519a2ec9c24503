"""Writes what translators are given and what the program speaks by: `make words`.

resources/locale/reviewer.pot                    every text of the program, in English
resources/locale/cy/LC_MESSAGES/reviewer.po      a language's texts: what was translated stays, what is new is empty
resources/locale/cy/LC_MESSAGES/reviewer.mo      the same as gettext reads it
"""  # fmt: skip

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from reviewer.desk.words.extracting import messages

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources/locale"
READY = 0.9
"""What share of the texts a language has to have before the program speaks it."""
MADE = datetime(2026, 11, 29, tzinfo=UTC)  # no clock: the same texts make the same file
HEADER = """\
# Texts of Reviewer.
# In braces stand values: keep their names. Of several empty braces {} the order may change: number them, {1} … {0}.
# & stands before the letter that opens a menu or presses a button by keyboard; && is an & itself.
# A text with two forms is one about a number of things, {n}: give as many forms as the language has.
"""


def template() -> Catalog:
    """Return all texts, in their order, with the files that they stand in."""
    made = Catalog(project="Reviewer", domain="reviewer", header_comment=HEADER.rstrip(), creation_date=MADE)
    for message, files in messages(ROOT).items():
        text = (message.text, message.many) if message.many else message.text
        made.add(text, locations=[(file, 0) for file in files], context=message.meaning or None)
    return made


def as_text(catalogue: Catalog) -> bytes:
    """Return a catalogue as a .po file."""
    made = io.BytesIO()
    write_po(made, catalogue, width=110, include_lineno=False)
    return made.getvalue()


def brought_up(file: Path, texts: Catalog) -> Catalog:
    """Return a language's catalogue with the texts that there are now; what it said of others is kept at its end."""
    with file.open("rb") as opened:
        known = read_po(opened, locale=file.parents[1].name, domain="reviewer")
    known.creation_date = MADE
    known.update(texts, no_fuzzy_matching=True, update_creation_date=False)
    return known


def as_catalogue(catalogue: Catalog) -> bytes:
    """Return a catalogue as gettext reads it."""
    made = io.BytesIO()
    write_mo(made, catalogue)
    return made.getvalue()


def share_done(catalogue: Catalog) -> float:
    """Return what share of the texts is translated, in all their forms."""
    told = [message for message in catalogue if message.id]
    done = sum(all(_forms(message)) for message in told)
    return done / len(told) if told else 0.0


def _forms(message: Message) -> tuple[str, ...]:
    said = message.string
    return tuple(map(str, said)) if isinstance(said, tuple | list) else (str(said or ""),)


def written(*, drafts: bool = False) -> dict[Path, bytes | None]:
    """Return every file that there is to be with what is in it, None for one that is not to be there."""
    texts = template()
    files: dict[Path, bytes | None] = {FOLDER / "reviewer.pot": as_text(texts)}
    for file in sorted(FOLDER.glob("*/LC_MESSAGES/reviewer.po")):
        language = brought_up(file, texts)
        files[file] = as_text(language)
        ready = drafts or share_done(language) >= READY
        files[file.with_suffix(".mo")] = as_catalogue(language) if ready else None
    return files


if __name__ == "__main__":
    for path, data in written(drafts="--drafts" in sys.argv).items():
        if data is None:
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(data)
            print(path.relative_to(ROOT))
