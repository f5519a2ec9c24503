"""Which menus the window has, and in which order; what stands in them comes from the list of actions."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QMenuBar

from reviewer.ui.actions.action import Menu
from reviewer.ui.actions.listed_menu import ListedMenu
from reviewer.ui.actions.listing import ActionList

_ORDER = (Menu.FILE, Menu.EDIT, Menu.VIEW, Menu.REVIEW, Menu.LETTER, Menu.SHARE, Menu.HELP)
_INSIDE = {Menu.VIEW: ((91, Menu.DOCUMENT), (92, Menu.THEME), (93, Menu.TEXT_SIZE))}
RECENT = 15  # the place of the casebooks opened last in the File menu


def _say(text: str) -> str:
    return QCoreApplication.translate("menus", text)


def title_of(menu: Menu) -> str:
    """Return a menu's title, with its mnemonic."""
    return {
        Menu.FILE: _say("&File"),
        Menu.EDIT: _say("&Edit"),
        Menu.VIEW: _say("&View"),
        Menu.DOCUMENT: _say("D&ocument"),
        Menu.THEME: _say("&Theme"),
        Menu.TEXT_SIZE: _say("Text &size"),
        Menu.REVIEW: _say("&Review"),
        Menu.LETTER: _say("&Letter"),
        Menu.SHARE: _say("&Share"),
        Menu.HELP: _say("&Help"),
    }[menu]


def fill_bar(bar: QMenuBar, actions: ActionList, recent: QMenu) -> dict[Menu, ListedMenu]:
    """Put all menus into a bar, ``recent`` into the File menu; returns those that are made from the list."""
    made: dict[Menu, ListedMenu] = {}
    for menu in _ORDER:
        inside: list[tuple[int, QMenu]] = [(RECENT, recent)] if menu is Menu.FILE else []
        for at, inner in _INSIDE.get(menu, ()):
            made[inner] = ListedMenu(title_of(inner), actions, inner, bar)
            inside.append((at, made[inner]))
        made[menu] = ListedMenu(title_of(menu), actions, menu, bar, inside)
        bar.addMenu(made[menu])
    return made
