"""Values that screens and commands get from the desk and that rooms below it made: the desk's face for their types."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from reviewer.review import CONFLICTS, Blocker, BlockerCode, Gap

if TYPE_CHECKING:
    from reviewer.backups import BackedUp, Exported, Generation, Imported, Restored
    from reviewer.casebook import Fault
    from reviewer.documents.comparing import Change, Spot
    from reviewer.documents.word_changes import Piece, difference
    from reviewer.letters import (
        DraftBlock,
        DraftSentence,
        LetterDraft,
        LetterProof,
        ProofFinding,
        ProofParagraph,
        ProofSpot,
    )
    from reviewer.review.assigning import Sureness
    from reviewer.review.likeness import Likeness
    from reviewer.sharing import Missing, SyncReport

DIFFERING = CONFLICTS | {BlockerCode.STANDS_TWICE}
"""What is left because people decided differently."""

__all__ = [
    "DIFFERING",
    "BackedUp",
    "Blocker",
    "Change",
    "DraftBlock",
    "DraftSentence",
    "Exported",
    "Fault",
    "Gap",
    "Generation",
    "Imported",
    "LetterDraft",
    "LetterProof",
    "Likeness",
    "Missing",
    "Piece",
    "ProofFinding",
    "ProofParagraph",
    "ProofSpot",
    "Restored",
    "Spot",
    "Sureness",
    "SyncReport",
    "difference",
]
_HOMES = {
    "reviewer.backups": ("BackedUp", "Exported", "Generation", "Imported", "Restored"),
    "reviewer.casebook": ("Fault",),
    "reviewer.documents.comparing": ("Change", "Spot"),
    "reviewer.documents.word_changes": ("Piece", "difference"),
    "reviewer.letters": (
        "DraftBlock",
        "DraftSentence",
        "LetterDraft",
        "LetterProof",
        "ProofFinding",
        "ProofParagraph",
        "ProofSpot",
    ),
    "reviewer.review.assigning": ("Sureness",),
    "reviewer.review.likeness": ("Likeness",),
    "reviewer.sharing": ("Missing", "SyncReport"),
}


def __getattr__(name: str) -> Any:
    """Bring a name in when it is asked for: a window that starts has no use for most of them."""
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(name)
