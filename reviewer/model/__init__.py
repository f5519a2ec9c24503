"""The nouns of an inspection, frozen; no I/O.

Content is apart from its keeping: a ``Verdict`` says what was decided, ``Kept[Verdict]`` adds which
record holds it, who made it and when.
"""

from reviewer.model.documents import (
    DocumentText,
    Hit,
    Part,
    Passage,
)
from reviewer.model.framework import (
    Category,
    Criterion,
    Finding,
    Framework,
    Tone,
)
from reviewer.model.inspection import (
    Body,
    Case,
    Enquiries,
    Inspection,
    Language,
    LetterFacts,
    Sender,
    Signatory,
    Template,
)
from reviewer.model.missing import Missing, Note, Wanting
from reviewer.model.records import (
    Block,
    Content,
    Evidence,
    Grade,
    Included,
    Kept,
    Letter,
    LetterState,
    Origin,
    Person,
    Purge,
    Receipt,
    Search,
    Stance,
    Verdict,
    Version,
    Withdrawn,
)

__all__ = [
    "Block",
    "Body",
    "Case",
    "Category",
    "Content",
    "Criterion",
    "DocumentText",
    "Enquiries",
    "Evidence",
    "Finding",
    "Framework",
    "Grade",
    "Hit",
    "Included",
    "Inspection",
    "Kept",
    "Language",
    "Letter",
    "LetterFacts",
    "LetterState",
    "Missing",
    "Note",
    "Origin",
    "Part",
    "Passage",
    "Person",
    "Purge",
    "Receipt",
    "Search",
    "Sender",
    "Signatory",
    "Stance",
    "Template",
    "Tone",
    "Verdict",
    "Version",
    "Wanting",
    "Withdrawn",
]
