"""The acts within the letter's view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from reviewer.ui.actions.action import Action, Family, Menu, Scope, Spot, Topic

if TYPE_CHECKING:
    from reviewer.ui.letter.view import LetterView

_L, _T = Scope.LETTER, Topic.LETTER
_NUMBERS = range(1, 10)


def _say(text: str) -> str:
    return QCoreApplication.translate("letter_actions", text)


def letter_actions() -> tuple[Action[LetterView], ...]:
    """Return all acts within the letter."""
    return (
        Action("letter.edit_paragraph", _say("&Edit the paragraph…"), ("F2",), _L,
               lambda view: view.edit_paragraph(), _drafted, _T, Spot(Menu.LETTER, 12),
               short=_say("Edit paragraph…")),
        Action("letter.next_paragraph", _say("Next paragraph"), ("Down",), Scope.PARAGRAPH,
               lambda view: view.preview.step(1), _drafted, _T),
        Action("letter.previous_paragraph", _say("Previous paragraph"), ("Up",), Scope.PARAGRAPH,
               lambda view: view.preview.step(-1), _drafted, _T),
        *_categories(),
    )  # fmt: skip


def _drafted(view: LetterView) -> str:
    return "" if view.drafted else _say("The letter cannot be drafted yet.")


def _categories() -> tuple[Action[LetterView], ...]:
    family = Family("Alt+1 … 9", _say("Choose a category beside the letter"))

    def missing(view: LetterView, number: int) -> str:
        fewer = number > len(view.category.options.options)
        return _say("There is no category {}.").format(number) if fewer else ""

    def words(view: LetterView, number: int) -> str:
        options = view.category.options.options
        if number > len(options):
            return _say("Category {}").format(number)
        return _say("Category: {}").format(options[number - 1].text()).replace("&", "&&")

    def act(number: int) -> Action[LetterView]:
        return Action(f"letter.category_{number}", family.words, (f"Alt+{number}",), _L,
               lambda view: view.category.options.press(number),
               lambda view: missing(view, number), _T,
               now=lambda view: words(view, number), family=family)  # fmt: skip

    return tuple(act(number) for number in _NUMBERS)
