"""What can be done in the document pane and to its view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.desk.words.language import say
from reviewer.ui.actions.action import Action, Family, Menu, Scope, Spot, Topic
from reviewer.ui.actions.keys import pointing
from reviewer.ui.actions.listener import ask_menu
from reviewer.ui.document.scaling import Fit
from reviewer.ui.document.selection import Unit

if TYPE_CHECKING:
    from reviewer.ui.document.pane import DocumentPane

_D, _V = Scope.DOCUMENT, Scope.VIEW
_NUMBERS = range(1, 10)


def document_actions() -> tuple[Action[DocumentPane], ...]:
    """Return all acts of a document pane."""
    return (*_leaping(), *_looking(), *_switching(), *_finding(), *_selecting(), *_tying())


def _opened(pane: DocumentPane) -> str:
    return "" if pane.ability.document else say("Open a document first.")


def _coming(pane: DocumentPane) -> str:
    """Return why nothing can be looked for; words that are asked for before a text is read wait for it."""
    return "" if pane.is_coming else _opened(pane)


def _paged(pane: DocumentPane) -> str:
    return _opened(pane) or ("" if pane.ability.pages else say("This document is not shown as pages."))


def _selected(pane: DocumentPane) -> str:
    return "" if pane.selection() is not None else say("Select a passage in the document first.")


def _leaping() -> tuple[Action[DocumentPane], ...]:
    def back(pane: DocumentPane) -> str:
        return "" if pane.ability.back else say("There is no earlier place to go back to.")

    def forward(pane: DocumentPane) -> str:
        return "" if pane.ability.forward else say("There is no place to go forward to.")

    return (
        Action("document.back", say("Back"), (pointing("Alt+Left"),), _D, lambda pane: pane.leaps.go_back(), back,
               Topic.DOCUMENT, Spot(Menu.DOCUMENT, 11)),
        Action("document.forward", say("Forward"), (pointing("Alt+Right"),), _D, lambda pane: pane.leaps.go_forward(),
               forward, Topic.DOCUMENT, Spot(Menu.DOCUMENT, 12)),
        Action("document.page", say("Go to a page"), ("Ctrl+G",), _D,
               lambda pane: pane.toolbar.edit_number(), _opened, Topic.DOCUMENT),
        Action("document.next_page", say("Next page"), ("PgDown",), _V, lambda pane: pane.page_view.caret.turn_page(1), _paged,
               Topic.DOCUMENT),
        Action("document.previous_page", say("Previous page"), ("PgUp",), _V, lambda pane: pane.page_view.caret.turn_page(-1),
               _paged, Topic.DOCUMENT),
    )  # fmt: skip


def _looking() -> tuple[Action[DocumentPane], ...]:
    return (
        Action("document.fit_width", say("Fit the width"), ("Ctrl+0",), _D, lambda pane: pane.views.zoom(0),
               _opened, Topic.DOCUMENT, Spot(Menu.DOCUMENT, 21)),
        Action("document.fit_page", say("Fit the page"), ("Ctrl+9",), _D,
               lambda pane: pane.page_view.scaling.set_fit(Fit.PAGE), _paged, Topic.DOCUMENT, Spot(Menu.DOCUMENT, 22)),
        Action("document.turn_right", say("Turn right"), ("Ctrl+R",), _D, lambda pane: pane.turn_pages(1),
               _paged, Topic.DOCUMENT, Spot(Menu.DOCUMENT, 24)),
        Action("document.turn_left", say("Turn left"), ("Ctrl+Shift+R",), _D,
               lambda pane: pane.turn_pages(-1), _paged, Topic.DOCUMENT, Spot(Menu.DOCUMENT, 25)),
        Action("document.larger", say("Larger"), ("Ctrl++", "Ctrl+="), _D, lambda pane: pane.views.zoom(1), _opened,
               Topic.DOCUMENT),
        Action("document.smaller", say("Smaller"), ("Ctrl+-",), _D, lambda pane: pane.views.zoom(-1), _opened,
               Topic.DOCUMENT),
        Action("document.text", say("Show as text"), ("Ctrl+T",), _D,
               lambda pane: pane.toolbar.as_text.toggle(), _texts, Topic.DOCUMENT,
               ticked=lambda pane: pane.toolbar.as_text.isChecked()),
        Action("document.draw_again", say("Draw the page again"), ("F5",), _V,
               lambda pane: pane.page_view.supply.retry(), _paged, Topic.DOCUMENT),
    )  # fmt: skip


def _texts(pane: DocumentPane) -> str:
    has_other = pane.ability.text
    return _opened(pane) or ("" if has_other else say("This document has nothing but its text."))


def _switching() -> tuple[Action[DocumentPane], ...]:
    def noted(pane: DocumentPane) -> str:
        return _opened(pane) or ("" if pane.ability.notes else say("There is nothing else in this file."))

    def drawn(pane: DocumentPane) -> str:
        kind = say("Only Office and OpenDocument files have pages that LibreOffice can draw.")
        return "" if pane.ability.drawn else kind

    def unheaded(pane: DocumentPane) -> str:
        return _opened(pane) or (
            "" if pane.strip.has_heading else say("Go to a heading of the outline first.")
        )

    def unled(pane: DocumentPane) -> str:
        return noted(pane) or ("" if pane.also.notes.leads else say("It stands at no place in the document."))

    return (
        Action("document.open_heading", say("Go to the heading"), (), _D, lambda pane: pane.strip.open_heading(), unheaded,
               Topic.DOCUMENT, sought=say("Go to the chosen heading of the outline")),
        Action("document.open_note", say("Go to what it speaks of"), (), _D, lambda pane: pane.also.notes.open_chosen(),
               unled, Topic.DOCUMENT, sought=say("Go to what the chosen sentence about the file speaks of")),
        Action("document.two", say("Two pages side by side"), ("Shift+F8",), _D,
               lambda pane: pane.switches.two.toggle(), _paged, Topic.DOCUMENT, Spot(Menu.DOCUMENT, 23),
               ticked=lambda pane: pane.switches.two.on),
        Action("document.strip", say("Pages, parts and outline"), ("F9",), _D,
               lambda pane: pane.switches.strip.toggle(), _opened, Topic.DOCUMENT, Spot(Menu.DOCUMENT, 32),
               ticked=lambda pane: pane.switches.strip.on),
        Action("document.also", say("What else is in this file"), ("F4",), _D,
               lambda pane: pane.switches.also.toggle(), noted, Topic.DOCUMENT, Spot(Menu.DOCUMENT, 33),
               ticked=lambda pane: pane.switches.also.on),
        Action("document.drawn", say("Pages drawn by LibreOffice"), ("Ctrl+Shift+T",), _D,
               lambda pane: pane.switches.drawn.toggle(), drawn, Topic.DOCUMENT, Spot(Menu.DOCUMENT, 41),
               ticked=lambda pane: pane.switches.drawn.on),
    )  # fmt: skip


def _finding() -> tuple[Action[DocumentPane], ...]:
    return (
        Action("document.find", say("Find in this document"), ("Ctrl+F",), _D, lambda pane: pane.controller.find_selected(),
               _coming, Topic.FIND),
        # Not the system's own: on many desktops these are Ctrl+G too, which goes to a page.
        Action("document.next_hit", say("Next place found in the document"), ("F3",), _D,
               lambda pane: pane.search.move(1), _opened, Topic.FIND),
        Action("document.previous_hit", say("Previous place found in the document"), ("Shift+F3",), _D,
               lambda pane: pane.search.move(-1), _opened, Topic.FIND),
        Action("document.close_find", say("Close the find bar"), ("Esc",), Scope.FIND,
               lambda pane: pane.search.close(), topic=Topic.FIND),
    )  # fmt: skip


def _selecting() -> tuple[Action[DocumentPane], ...]:
    def pictured(pane: DocumentPane) -> str:
        one = say("Nothing was recognised on this page beside its text.")
        return _paged(pane) or ("" if pane.page_view.caret.texts_here > 1 else one)

    return (
        Action("document.caret", say("Put the caret on the page, or take it away"), ("F7",), _V,
               lambda pane: pane.page_view.caret.toggle(), _paged, Topic.EVIDENCE),
        Action("document.widen", say("Widen the selection: word, line, sentence, paragraph, page"), ("F8",), _V,
               lambda pane: pane.page_view.caret.widen(), _paged, Topic.EVIDENCE),
        *_stepping(),
        Action("document.next_text", say("Next text of the page: what was recognised, or its own"), ("Shift+F7",), _V,
               lambda pane: pane.page_view.caret.next_text(), pictured, Topic.EVIDENCE),
        Action("document.copy", say("Copy"), ("Ctrl+C",), _V, lambda pane: pane.controller.copy(), _selected,
               Topic.EVIDENCE),
        Action("document.menu", say("What can be done with the selection"), (), _V,
               _ask_menu, _opened, Topic.EVIDENCE, family=_menu_key()),
    )  # fmt: skip


def _stepping() -> tuple[Action[DocumentPane], ...]:
    """Return the acts that select one sentence or paragraph after the other."""

    def worded(pane: DocumentPane) -> str:
        rows = say("A sheet has no sentences: select its cells.")
        return _opened(pane) or ("" if pane.views.stepper is not None else rows)

    def act(name: str, words: str, key: str, unit: Unit, *, forward: bool) -> Action[DocumentPane]:
        return Action(f"document.{name}", words, (key,), _V, lambda pane: _step(pane, unit, forward=forward),
                      worded, Topic.EVIDENCE)  # fmt: skip

    return (
        act("next_sentence", say("Select the sentence, then the next one"), "S", Unit.SENTENCE, forward=True),
        act("previous_sentence", say("Select the sentence, then the one before"), "Shift+S", Unit.SENTENCE, forward=False),
        act("next_paragraph", say("Select the paragraph, then the next one"), "P", Unit.BLOCK, forward=True),
        act("previous_paragraph", say("Select the paragraph, then the one before"), "Shift+P", Unit.BLOCK, forward=False),
    )  # fmt: skip


def _step(pane: DocumentPane, unit: Unit, *, forward: bool) -> None:
    stepper = pane.views.stepper
    if stepper is not None:
        stepper.step(unit, forward=forward)


def _ask_menu(pane: DocumentPane) -> None:
    """Open the menu of the view that is shown, as its key would."""
    ask_menu(pane.focusProxy())


def _menu_key() -> Family:
    """The system's own key for a menu: it is heard by the view, without us."""
    return Family(say("Menu key, Shift+F10"), say("What can be done with the selection"))


def _tying() -> tuple[Action[DocumentPane], ...]:
    """Return an act for each criterion that has a number key: what it is depends on whether text is selected."""
    family = Family(
        "1 … 9", say("With text selected: make it evidence for that criterion. Without: open its card")
    )

    def act(number: int) -> Action[DocumentPane]:
        return Action(f"document.tie_{number}", family.words, (str(number),), _V,
               lambda pane: pane.number_pressed.emit(number), lambda pane: pane.hint.missing(number),
               Topic.EVIDENCE,
               now=lambda pane: pane.menu.tying_words(number), family=family)  # fmt: skip

    return tuple(act(number) for number in _NUMBERS)
