"""Keys that never come to the program, or mean something else in it: those of desktops, of ways to type, of fields and menus.

By desktop: GNOME (gsettings list-recursively org.gnome.desktop.wm.keybindings, org.gnome.mutter.keybindings, and
org.gnome.settings-daemon.plugins.media-keys), KDE Plasma (KWin's and Plasma's global shortcuts), Windows ("Keyboard
shortcuts in Windows", and AltGr, which is Ctrl+Alt), macOS ("Mac keyboard shortcuts"; Qt's Ctrl is Command there), and
IBus, which types by Ctrl+Shift+U and Ctrl+Shift+E in every field.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from reviewer.desk.words.language import say
from reviewer.ui.actions.action import Action, heard_everywhere
from reviewer.ui.actions.keys import canonical

_DESKTOPS = {
    "GNOME": (
        "Alt+Tab Alt+Shift+Tab Alt+` Alt+Shift+` Alt+Esc Alt+Shift+Esc Alt+F1 Alt+F2 Alt+F4 Alt+F5 Alt+F6 Alt+F7 Alt+F8 "
        "Alt+F10 Alt+Space Print Alt+Print Shift+Print Ctrl+Print"
    ),
    "KDE Plasma": "Alt+F3 Ctrl+Esc Ctrl+F1 Ctrl+F2 Ctrl+F3 Ctrl+F4 Ctrl+F7 Ctrl+F8 Ctrl+F9 Ctrl+F10 Ctrl+F12 F12",
    "Windows": "Ctrl+Shift+Esc F10 Shift+F10 Ctrl+Shift+0 Ctrl+Shift+9",
    "macOS": (
        "Ctrl+H Ctrl+M Ctrl+Tab Ctrl+Shift+Tab Ctrl+` Ctrl+Shift+` Ctrl+Space Ctrl+Shift+Q Ctrl+Shift+3 Ctrl+Shift+4 "
        "Ctrl+Shift+5 Ctrl+F5 F11 Ctrl+Alt+Esc"
    ),
}
_TYPING = "Ctrl+Shift+U Ctrl+Shift+E Ctrl+. Ctrl+; Shift+Space"
_FIELDS = "Ctrl+C Ctrl+X Ctrl+V Ctrl+A Ctrl+Left Ctrl+Right Ctrl+Home Ctrl+End Ctrl+Backspace Ctrl+Del Shift+Ins Ctrl+Ins"
_HELD = ("Ctrl+", "Alt+", "Meta+")


@cache
def _keys_of(listed: str) -> frozenset[str]:
    return frozenset(map(canonical, listed.split()))


def desktop_of(key: str) -> str:
    """Return who takes a key before the program hears it, as "GNOME"; "" if nobody. ``key`` is as ``canonical`` writes it."""
    if "Meta+" in key:
        return say("the desktop, as all keys with the Windows or Control key")
    if "Ctrl+" in key and "Alt+" in key:
        return say("desktops, and keyboards that type with AltGr")
    desktops = [name for name, listed in _DESKTOPS.items() if key in _keys_of(listed)]
    if key in _keys_of(_TYPING):
        desktops.append(say("the way letters are typed (IBus)"))
    return ", ".join(desktops)


def why_not_key(action: Action[Any], key: str) -> str:
    """Return why a person can't give an act this key, whichever acts there are; "" if it can be given."""
    if taken := desktop_of(key):
        return say("It is taken by {who}, and would not come to Reviewer.", who=taken)
    if key in {"Tab", "Shift+Tab", "Shift+Backtab", "Backtab"}:
        return say("Tab goes from one control to the next.")
    if not heard_everywhere(action.scope):
        return ""
    return _why_not_everywhere(key)


def _why_not_everywhere(key: str) -> str:
    """Return why a key can't be heard wherever the focus is: something else is typed, done or opened by it there."""
    last = key.rpartition("+")[2] or "+"
    plain = not any(held in key for held in _HELD)
    if plain and not (last.startswith("F") and last[1:].isdigit()):
        return say(
            "Without Ctrl or Alt it types, or moves in a list. Hold Ctrl with it, or take a function key."
        )
    if key in _keys_of(_FIELDS):
        return say("In every field it copies, pastes, chooses or moves.")
    if key.startswith("Alt+") and len(last) == 1 and last.isalpha():
        return say("Alt with a letter opens a menu.")
    return ""
