"""What a key of a case folder's TOML files may hold, and what a table of them is."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from reviewer.framework.characters import check_characters

SLUG = r"^[a-z0-9][a-z0-9-]*$"
COLUMNS = r"^[a-z][a-z0-9_]*_$"
FILE_NAME = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"
LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"

Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(check_characters)
]
Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, pattern=r"^[^\r\n]*$"),
    AfterValidator(check_characters),
]
Slug = Annotated[str, StringConstraints(pattern=SLUG)]
ToneWord = Annotated[str, StringConstraints(pattern=r"^(met|part|gap|unknown)$")]
Texts = Annotated[list[Line], Field(min_length=1)]
_Entry = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=r"^[^\r\n]*$"), AfterValidator(check_characters)
]
Words = Annotated[list[_Entry], AfterValidator(lambda entries: [entry for entry in entries if entry])]
"""What is looked for, an entry each: one that is empty, as in a folder that nobody filled in, asks for nothing, and is left out."""
Slugs = Annotated[list[Slug], Field(min_length=1)]
Months = Annotated[list[Line], Field(min_length=12, max_length=12)]
Year = Annotated[int, Field(ge=1, le=9999)]


class Table(BaseModel):
    """One TOML table: unknown keys are refused and nothing is converted from another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class WordsTable(Table):
    """``[words]``: the words that join a list."""

    all: Line
    any: Line
