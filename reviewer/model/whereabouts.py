"""Where something is that was recorded: on this laptop, in the shared folder, held by colleagues."""

from __future__ import annotations

from enum import StrEnum

from reviewer.model.frozen import dataclass


class Where(StrEnum):
    """Where something is that was recorded; only what is held outlasts this laptop and the shared folder."""

    LAPTOP = "on-this-laptop"
    SHARE = "in-the-shared-folder"
    HELD = "held"
    UNKNOWN = "not-known"  # of a merged file that is looked at: who holds what is no part of it


@dataclass(frozen=True, slots=True)
class HeldState:
    """Where one thing is: ``colleagues`` is how many persons hold it, as their own copies of the casebook have stated."""

    where: Where
    colleagues: int = 0
