"""The nouns of an inspection, frozen; no I/O.

Content is apart from its keeping: a ``Verdict`` says what was decided, ``Kept[Verdict]`` adds which
record holds it, who made it and when. Each noun's module is brought in when it is asked for: the reader
process needs a few of them, and starts in a hurry.
"""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reviewer.model.documents import (
        AnchorState,
        Aside,
        Difference,
        DocumentText,
        NoText,
        Part,
        Passage,
        Picture,
        Unread,
        piece_key,
    )
    from reviewer.model.framework import (
        Category,
        Criterion,
        Finding,
        Framework,
        Tone,
    )
    from reviewer.model.hits import Hit, Occurrence
    from reviewer.model.inspection import (
        COLUMNS,
        Body,
        Case,
        Enquiries,
        Inspection,
        Language,
        LetterFacts,
        Logo,
        Sender,
        Signatory,
        Template,
    )
    from reviewer.model.kinds import (
        Group,
        Kind,
        Unit,
        kind_named,
    )
    from reviewer.model.members import Member, Retired, Role
    from reviewer.model.notes import (
        Note,
        NoteCode,
    )
    from reviewer.model.owed import (
        Chaser,
        Missing,
        Wanting,
    )
    from reviewer.model.places import (
        Place,
        PlaceSort,
        Span,
    )
    from reviewer.model.problems import (
        PassageError,
        Problem,
        ProblemError,
        Reason,
    )
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
        Seen,
        Settled,
        Stance,
        Transcribed,
        Verdict,
        Version,
        Withdrawn,
    )

_NOUNS: Mapping[str, tuple[str, ...]] = {
    "documents": (
        "AnchorState",
        "Aside",
        "Difference",
        "DocumentText",
        "NoText",
        "Part",
        "Passage",
        "Picture",
        "Unread",
        "piece_key",
    ),
    "framework": ("Category", "Criterion", "Finding", "Framework", "Tone"),
    "hits": ("Hit", "Occurrence"),
    "inspection": (
        "COLUMNS",
        "Body",
        "Case",
        "Enquiries",
        "Inspection",
        "Language",
        "LetterFacts",
        "Logo",
        "Sender",
        "Signatory",
        "Template",
    ),
    "kinds": ("Group", "Kind", "Unit", "kind_named"),
    "members": ("Member", "Retired", "Role"),
    "owed": ("Chaser", "Missing", "Wanting"),
    "notes": ("Note", "NoteCode"),
    "places": ("Place", "PlaceSort", "Span"),
    "problems": ("PassageError", "Problem", "ProblemError", "Reason"),
    "records": (
        "Block",
        "Content",
        "Evidence",
        "Grade",
        "Included",
        "Kept",
        "Letter",
        "LetterState",
        "Origin",
        "Person",
        "Purge",
        "Receipt",
        "Search",
        "Seen",
        "Settled",
        "Stance",
        "Transcribed",
        "Verdict",
        "Version",
        "Withdrawn",
    ),
}
_MODULES = MappingProxyType({noun: module for module, nouns in _NOUNS.items() for noun in nouns})

__all__ = [
    "COLUMNS",
    "AnchorState",
    "Aside",
    "Block",
    "Body",
    "Case",
    "Category",
    "Chaser",
    "Content",
    "Criterion",
    "Difference",
    "DocumentText",
    "Enquiries",
    "Evidence",
    "Finding",
    "Framework",
    "Grade",
    "Group",
    "Hit",
    "Included",
    "Inspection",
    "Kept",
    "Kind",
    "Language",
    "Letter",
    "LetterFacts",
    "LetterState",
    "Logo",
    "Member",
    "Missing",
    "NoText",
    "Note",
    "NoteCode",
    "Occurrence",
    "Origin",
    "Part",
    "Passage",
    "PassageError",
    "Person",
    "Picture",
    "Place",
    "PlaceSort",
    "Problem",
    "ProblemError",
    "Purge",
    "Reason",
    "Receipt",
    "Retired",
    "Role",
    "Search",
    "Seen",
    "Sender",
    "Settled",
    "Signatory",
    "Span",
    "Stance",
    "Template",
    "Tone",
    "Transcribed",
    "Unit",
    "Unread",
    "Verdict",
    "Version",
    "Wanting",
    "Withdrawn",
    "kind_named",
    "piece_key",
]


def __getattr__(name: str) -> Any:
    """Bring a noun in when it is first asked for."""
    if name not in _MODULES:
        raise AttributeError(name)
    value = getattr(import_module(f"reviewer.model.{_MODULES[name]}"), name)
    globals()[name] = value  # asked for once: what is imported within a function is looked up at each call
    return value
