"""The words for what keeps documents from doing harm on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.desk.words.language import say

if TYPE_CHECKING:
    from reviewer.documents.reader.values import Cage

_WHOLE = "Documents are read in a process that reaches no network, no file but the one it is handed, and no other program."
_CALLS = (
    "Documents are read in a process that reaches no network and no other program, and writes no file. "
    "This system cannot keep it from reading other files: it has no Landlock."
)
_FILES = (
    "Documents are read in a process that reaches no file but the one it is handed. "
    "This system cannot filter its calls, so not every way to the network is closed."
)
_SANDBOX = (
    "Documents are read in a process that macOS keeps from the network, from other programs, from writing and from the "
    "files in people’s folders. macOS cannot hold it to a limit of memory."
)
_JOB = (
    "Documents are read in a process that can start no other program and is held to a limit of memory. "
    "On Windows it is kept neither from the network nor from other files."
)
_ALONE = (
    "Documents are read in a process of their own, which is stopped when it takes too long or too much "
    "memory. This system keeps it neither from the network nor from other files."
)


def cage_words(cage: Cage) -> str:
    """Return in a sentence or two what the reader process is kept in."""
    return say(
        _WHOLE
        if cage.whole
        else _CALLS
        if cage.calls
        else _FILES
        if cage.files
        else _SANDBOX
        if cage.sandbox
        else _JOB
        if cage.job
        else _ALONE
    )
