"""What a screen reader is told of a window: asked over AT-SPI by the system's own Python, not by the program's.

    python3 assistive_client.py NAME SECONDS [ACT UNTIL]...

Prints JSON: a list of [role, name, description, text, whether it can have the focus] of everything in the application NAME that is
showing, once it has a list with items in it. Then does what the button or the line of a menu whose name begins with ACT is there for,
or with FIELD=WORDS writes words into the field of that name; waits until UNTIL stands in a name or a text, and prints another such
line; and so on. Exits 1 when one of it does not come about in time. It walks while the window does what it was asked for.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import gi  # type: ignore[import-not-found]  # the system has it, the environment has not

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # type: ignore[import-not-found]  # noqa: E402 - the version comes first

DEEP = 40
PAUSE = 0.1
"""Seconds between two walks: mostly the window is walked."""


Row = tuple[str, str, str, str, bool]


def described(node: Any) -> Row:
    """One thing as it would be read out."""
    text = node.get_text_iface()
    words = Atspi.Text.get_text(text, 0, min(Atspi.Text.get_character_count(text), 2000)) if text else ""
    can_have_focus = node.get_state_set().contains(Atspi.StateType.FOCUSABLE)
    return node.get_role_name(), node.get_name() or "", node.get_description() or "", words, can_have_focus


def walked(node: Any, found: list[Row], depth: int = 0) -> list[Row]:
    """Everything beneath a thing, in order. Asks for one child more than there are: who walks slower than the window changes does."""
    found.append(described(node))
    count = node.get_child_count() if depth < DEEP else 0
    for index in range(count):
        child = node.get_child_at_index(index)
        if child is not None and child.get_state_set().contains(Atspi.StateType.VISIBLE):
            walked(child, found, depth + 1)
    node.get_child_at_index(count)
    return found


def application(name: str) -> Any | None:
    """The application with this name, if it has told of itself."""
    desktop = Atspi.get_desktop(0)
    children = (desktop.get_child_at_index(index) for index in range(desktop.get_child_count()))
    return next((each for each in children if each is not None and name in (each.get_name() or "")), None)


def named(node: Any, name: str, able: Callable[[Any], Any], depth: int = 0) -> Any | None:
    """The first thing beneath another whose name begins so and that is able to do what is wanted, in closed menus too."""
    if (node.get_name() or "").startswith(name) and able(node) is not None:
        return node
    for index in range(node.get_child_count() if depth < DEEP else 0):
        child = node.get_child_at_index(index)
        found = None if child is None else named(child, name, able, depth + 1)
        if found is not None:
            return found
    return None


def seen(able: Callable[[Any], Any], node: Any) -> Any:
    """What a thing is able to do, None where it is not in view."""
    return able(node) if node.get_state_set().contains(Atspi.StateType.VISIBLE) else None


def act_on(application: Any, wanted: str) -> bool:
    """Do what the thing of a name is there for, or write into it, as whoever listens would have it done; tells whether it was found."""
    name, writes, words = wanted.partition("=")
    if writes:
        field = named(application, name, partial(seen, Atspi.Accessible.get_editable_text_iface))
        return field is not None and bool(Atspi.EditableText.set_text_contents(field, words))
    acts = Atspi.Accessible.get_action_iface
    found = named(application, name, partial(seen, acts)) or named(application, name, acts)
    return found is not None and bool(found.get_action_iface().do_action(0))


def read(name: str, until: Callable[[list[Row]], bool], seconds: float) -> bool:
    """Print what the application shows once it is as wanted; tells whether it came to that."""
    end = time.monotonic() + seconds
    found: list[Row] = []
    while time.monotonic() < end:
        try:
            app = application(name)
            found = walked(app, []) if app is not None else []
        except Exception as error:  # noqa: BLE001 - what is asked about may be gone the moment after
            print(error, file=sys.stderr)
        if until(found):
            print(json.dumps(found), flush=True)
            return True
        time.sleep(PAUSE)
    print(json.dumps(found))
    return False


def furnished(found: list[Row]) -> bool:
    """Tell whether there are a list with items and a text with words."""
    texts = {"text", "document frame", "document text"}
    listed = any(role == "list item" for role, *_rest in found)
    return listed and any(text for role, _name, _description, text, _focus in found if role in texts)


def holds(words: str, found: list[Row]) -> bool:
    """Tell whether words stand in a name or a text."""
    return any(words in name or words in text for _role, name, _description, text, _focus in found)


def main(name: str, seconds: float, steps: list[str]) -> int:
    """Read, then act and read step by step; see the top."""
    Atspi.init()
    if not read(name, furnished, seconds):
        return 1
    for wanted, words in zip(steps[::2], steps[1::2], strict=True):
        if not act_on(application(name), wanted):
            print(f"There is no {wanted}", file=sys.stderr)
            return 1
        if not read(name, partial(holds, words), 20):
            print(f"{wanted} did not lead to {words}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2]), sys.argv[3:]))
