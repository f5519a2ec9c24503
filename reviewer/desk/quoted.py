"""A passage with where it comes from, as a value: ``desk.words`` has the words for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a document as they stand there, and their source.

    ``label`` names the part as a person would ("page 7"), ``origin`` is the archive or message that the document came in ("": none).
    ``sure`` is how many percent sure recognition was of words read from a picture, None for words of the document's own.
    ``as_tied`` says that the document reads differently by now, or is not read: these are the words as they were tied.
    """

    words: str
    place: str
    label: str
    name: str
    body: str
    on: date
    origin: str = ""
    sure: int | None = None
    as_tied: bool = False
