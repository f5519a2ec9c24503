"""The list of screens, in the order of their tabs and keys. What a screen needs is imported when it is looked at."""

from __future__ import annotations

from importlib import import_module

from reviewer.ui.screen import ScreenKind

FOLDERS = (
    "desk",
    "letter",
    "overview",
    "triage",
    "matrix",
    "pieces",
    "members",
    "conflicts",
)
"""A line for each screen: its folder in this package, which has a ``SCREEN``."""


def kind_of(folder: str) -> ScreenKind:
    """Return the entry of the screen in a folder; TypeError where its ``SCREEN`` is none."""
    kind = import_module(f"reviewer.ui.{folder}").SCREEN
    if not isinstance(kind, ScreenKind):
        raise TypeError(folder)
    return kind


SCREENS: tuple[ScreenKind, ...] = tuple(map(kind_of, FOLDERS))
