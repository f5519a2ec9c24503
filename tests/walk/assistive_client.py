"""What a screen reader is told of a window: asked over AT-SPI by the system's own Python, not by the program's.

    python3 assistive_client.py NAME SECONDS [ACT UNTIL]...
    python3 assistive_client.py NAME SECONDS -

Prints JSON: a list of [role, name, description, text, whether it can have the focus] of everything in the application NAME that is
showing, once it has a list with items in it. Then does what the button or the line of a menu whose name begins with ACT is there for,
or with FIELD=WORDS writes words into the field of that name; waits until UNTIL stands in a name or a text, and prints another such
line; and so on. Exits 1 when one of it does not come about in time. It walks while the window does what it was asked for.

With - it takes one order a line from standing input, and answers each with a line of JSON, [whether it came about, all that is showing]:

    ["press", "Ctrl+7", …]   keys one after another, through the X server, as if they were pressed on a keyboard
    ["type", "words"]        letters that an American keyboard has
    ["shows", "words", …]    waits until one of these stands in a name or a text
    ["hides", "words"]       waits until none has them any more
    ["at", "name"]           waits until what has the focus has a name that begins so
    ["gone"]                 waits until the application has ended
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
ANSWERS = 20_000
"""Milliseconds in which a window answers on a machine with other work: who did not in time is remembered as nobody from then on."""


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


MODIFIERS = {"Ctrl": 37, "Shift": 50, "Alt": 64}
"""The keys of a keyboard that has no letter on them, by the numbers that X gives them."""
KEYS = {
    "Return": 0xFF0D, "Escape": 0xFF1B, "Tab": 0xFF09, "Down": 0xFF54, "Up": 0xFF52, "F6": 0xFFC3, "Home": 0xFF50, "F10": 0xFFC7,
}  # fmt: skip
"""Keysyms of those keys; those of letters and digits are their code points."""


def press(keys: str) -> None:
    """Press keys that are held together, such as Ctrl+Shift+Y, on the keyboard of the screen."""
    *held, last = keys.split("+")
    for name in held:
        Atspi.generate_keyboard_event(MODIFIERS[name], None, Atspi.KeySynthType.PRESS)
    Atspi.generate_keyboard_event(KEYS.get(last) or ord(last.lower()), None, Atspi.KeySynthType.SYM)
    for name in reversed(held):
        Atspi.generate_keyboard_event(MODIFIERS[name], None, Atspi.KeySynthType.RELEASE)


ROWS = {"list item", "table cell", "tree item"}
"""Of these the one that a list is at says that it has the focus, also while the list has not."""


def focused(node: Any, depth: int = 0) -> Any | None:
    """What has the focus, if it is showing."""
    for index in range(node.get_child_count() if depth < DEEP else 0):
        child = node.get_child_at_index(index)
        states = None if child is None else child.get_state_set()
        if states is None or not states.contains(Atspi.StateType.VISIBLE):
            continue
        within = focused(child, depth + 1)
        if within is not None:
            return within
        named = (
            child.get_name() and child.get_role_name() not in ROWS
        )  # what scrolls within a text has no name
        if named and states.contains(Atspi.StateType.FOCUSED):
            return child
    return None


def came_about(name: str, order: str, words: list[str], seconds: float) -> list[Any]:
    """Do one of the orders, or wait for what it says; see the top for what is returned."""
    for keys in words if order == "press" else ():
        press(keys)
    if order == "type":
        Atspi.generate_keyboard_event(0, words[0], Atspi.KeySynthType.STRING)
    if order in {"press", "type"}:
        return [True, []]
    end = time.monotonic() + seconds
    while True:
        rows: list[Row] = []
        done = False
        try:
            app = application(name)
            if order == "gone" or app is None:
                done = order == "gone" and app is None
            elif order == "at":
                at = focused(app)
                name_at = "" if at is None else at.get_name() or ""
                rows = [*walked(app, []), ("focus", name_at, "", "", True)]
                done = name_at.startswith(words[0])
            else:
                rows = walked(app, [])
                done = any(holds(each, rows) for each in words) is (order == "shows")
        except Exception as error:  # noqa: BLE001 - what is asked about may be gone the moment after
            print(error, file=sys.stderr)
        if done or time.monotonic() > end:
            return [done, rows]
        time.sleep(PAUSE)


def obey(name: str, seconds: float) -> int:
    """Do what is ordered, line by line, until nothing more comes; 1 if the last did not come about."""
    answer = [True]
    for line in sys.stdin:
        order, *words = json.loads(line)
        answer = came_about(name, order, words, seconds)
        print(json.dumps(answer), flush=True)
    return 0 if answer[0] else 1


def main(name: str, seconds: float, steps: list[str]) -> int:
    """Read, then act and read step by step; see the top."""
    Atspi.init()
    Atspi.set_timeout(ANSWERS, ANSWERS)
    if steps == ["-"]:
        return obey(name, seconds)
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
