"""What a screen reader is told of a window: asked over AT-SPI by the system's own Python, not by the program's.

    python3 assistive_client.py NAME SECONDS

Prints JSON: a list of [role, name, description, text] of everything in the application NAME that is showing,
once it has a list with items in it; exits 1 when that does not come about in time.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import gi  # type: ignore[import-not-found]  # the system has it, the environment has not

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # type: ignore[import-not-found]  # noqa: E402 - the version comes first

DEEP = 40


def described(node: Any) -> list[str]:
    """One thing as it would be read out."""
    text = node.get_text_iface()
    words = Atspi.Text.get_text(text, 0, min(Atspi.Text.get_character_count(text), 2000)) if text else ""
    return [node.get_role_name(), node.get_name() or "", node.get_description() or "", words]


def walked(node: Any, found: list[list[str]], depth: int = 0) -> list[list[str]]:
    """Everything beneath a thing, in order."""
    found.append(described(node))
    for index in range(node.get_child_count() if depth < DEEP else 0):
        child = node.get_child_at_index(index)
        if child is not None and child.get_state_set().contains(Atspi.StateType.VISIBLE):
            walked(child, found, depth + 1)
    return found


def application(name: str) -> Any | None:
    """The application with this name, if it has told of itself."""
    desktop = Atspi.get_desktop(0)
    children = (desktop.get_child_at_index(index) for index in range(desktop.get_child_count()))
    return next((each for each in children if each is not None and name in (each.get_name() or "")), None)


def main(name: str, seconds: float) -> int:
    """Wait until the application shows items of a list, then print what it shows."""
    Atspi.init()
    end = time.monotonic() + seconds
    found: list[list[str]] = []
    while time.monotonic() < end:
        try:
            app = application(name)
            found = walked(app, []) if app is not None else []
        except Exception as error:  # noqa: BLE001 - what is asked about may be gone the moment after
            print(error, file=sys.stderr)
        if any(role == "list item" for role, *_rest in found) and any(
            text
            for role, _name, _description, text in found
            if role in {"text", "document frame", "document text"}
        ):
            print(json.dumps(found))
            return 0
        time.sleep(0.5)
    print(json.dumps(found))
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2])))
