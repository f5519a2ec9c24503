"""Which menus the window has, and in which order; what stands in them comes from the list of actions."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QMenuBar

from reviewer.desk.words.language import say
from reviewer.ui.actions.action import Menu
from reviewer.ui.actions.listed_menu import ListedMenu
from reviewer.ui.actions.listing import ActionList

_ORDER = (Menu.FILE, Menu.EDIT, Menu.VIEW, Menu.REVIEW, Menu.LETTER, Menu.SHARE, Menu.HELP)
_INSIDE = {Menu.VIEW: ((91, Menu.DOCUMENT), (92, Menu.THEME), (93, Menu.TEXT_SIZE), (94, Menu.PAGES))}
RECENT = 15  # the place of the casebooks opened last in the File menu


def title_of(menu: Menu) -> str:
    """Return a menu's title, with its mnemonic."""
    return {
        Menu.FILE: say("&File"),
        Menu.EDIT: say("&Edit"),
        Menu.VIEW: say("&View"),
        Menu.DOCUMENT: say("D&ocument"),
        Menu.THEME: say("&Theme"),
        Menu.TEXT_SIZE: say("Text &size"),
        Menu.PAGES: say("Page &colours"),
        Menu.REVIEW: say("&Review"),
        Menu.LETTER: say("&Letter"),
        Menu.SHARE: say("&Share"),
        Menu.HELP: say("&Help"),
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
