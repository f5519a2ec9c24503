"""What the menus of the intake's rows offer."""

from __future__ import annotations

from reviewer.ui.triage.choices import every_choice

ENTRY_MENU = ("intake.choose", "intake.leave_out", "", "intake.receive")
"""The menu of a row of what came from many; "" divides groups."""


def matter_menu() -> tuple[str, ...]:
    """Return the ids of the acts on a matter, for its menu."""
    return tuple(f"decide.{choice.act.name.lower()}" for choice in every_choice())
