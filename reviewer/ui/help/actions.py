"""The acts of the window of the guide."""

from __future__ import annotations

from typing import Protocol

from reviewer.desk.words.language import say
from reviewer.ui.actions.action import Action, Scope, Topic
from reviewer.ui.actions.keys import pointing

_H = Scope.GUIDE


class Reading(Protocol):
    """Shows pages one after another, and looks for words in all of them."""

    @property
    def can_go_back(self) -> bool:
        """Whether a page was shown before this one."""

    @property
    def can_go_forward(self) -> bool:
        """Whether one came back from a page."""

    @property
    def can_open(self) -> bool:
        """Whether one is at a page in the list, or at what was found in one."""

    def open_chosen(self) -> None:
        """Show it."""

    def go_back(self) -> None:
        """Show the page before."""

    def go_forward(self) -> None:
        """Show the page that one came back from."""

    def search(self) -> None:
        """Go to the field in which words are looked for."""


def guide_actions() -> tuple[Action[Reading], ...]:
    """Return all acts of the guide, which can be done while its window has the keyboard."""

    def first(window: Reading) -> str:
        return "" if window.can_go_back else say("This is the first page that was opened.")

    def last(window: Reading) -> str:
        return "" if window.can_go_forward else say("This is the last page that was opened.")

    def nowhere(window: Reading) -> str:
        return "" if window.can_open else say("Go to a page in the list first.")

    topic = Topic.PROGRAM
    return (
        Action("guide.open", say("Show the page"), (), _H, lambda window: window.open_chosen(), nowhere, topic,
               sought=say("Show the page of the guide that is chosen")),
        Action("guide.back", say("Back in the guide"), (pointing("Alt+Left"),), _H, lambda window: window.go_back(),
               first, topic, short=say("Back")),
        Action("guide.forward", say("Forward in the guide"), (pointing("Alt+Right"),), _H,
               lambda window: window.go_forward(), last, topic, short=say("Forward")),
        Action("guide.search", say("Search the guide"), ("Ctrl+F",), _H, lambda window: window.search(),
               topic=topic),
    )  # fmt: skip
