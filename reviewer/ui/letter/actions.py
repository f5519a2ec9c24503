"""The acts of the letter: writing in it, its category, signing and exporting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.desk.words.blockers import left_and_remedy
from reviewer.desk.words.language import say
from reviewer.model.members import Role
from reviewer.ui.actions.action import Action, Family, Menu, Scope, Spot, Topic
from reviewer.ui.actions.reasons import body_first, cannot_record

if TYPE_CHECKING:
    from reviewer.ui.letter.screen import LetterScreen

_C, _S, _T, _ID = Scope.CASEBOOK, Scope.SCREEN, Topic.LETTER, "letter"
_NUMBERS = range(1, 10)


def letter_actions() -> tuple[Action[LetterScreen], ...]:
    """Return what is done with letters from any screen, then what is done within the letter."""
    return (*_letters(), *_paragraphs(), *_looking(), *_categories())


def _letters() -> tuple[Action[LetterScreen], ...]:
    return (
        Action("letter.preview", say("P&review"), (), _C, lambda letter: letter.show(), topic=_T,
               spot=Spot(Menu.LETTER, 11), short=say("Preview letter"), sought=say("Preview the letter")),
        Action("letter.add_paragraph", say("Add a &paragraph…"), ("Ctrl+Shift+P",), _C,
               lambda letter: letter.add_paragraph(), _drafted, _T,
               Spot(Menu.LETTER, 13)),
        Action("letter.category", say("&Category…"), ("Ctrl+Shift+C",), _C,
               lambda letter: letter.choose_category(), topic=_T, spot=Spot(Menu.LETTER, 14)),
        Action("letter.sign", say("&Sign…"), ("Ctrl+Shift+S",), _C, lambda letter: letter.signing.sign(),
               _signable, _T, Spot(Menu.LETTER, 15)),
        Action("letter.export", say("E&xport the draft…"), ("Ctrl+E",), _C,
               lambda letter: letter.acts.export(), _drafted, _T, Spot(Menu.LETTER, 16),
               short=say("Export…")),
        Action("letter.export_all", say("Write &all letters…"), (), _C,
               lambda letter: letter.acts.export_all(), topic=_T, spot=Spot(Menu.LETTER, 17)),
        Action("letter.withdraw", say("&Withdraw the signed letter…"), (), _C,
               lambda letter: letter.signing.withdraw(), _signed, _T, Spot(Menu.LETTER, 19)),
        Action("letter.register", say("Signed &letters…"), (), _C, lambda letter: letter.register.show(),
               _chosen, _T, Spot(Menu.LETTER, 20), sought=say("Signed letters: open one, or copy it out")),
    )  # fmt: skip


def _chosen(letter: LetterScreen) -> str:
    return "" if letter.session.view is not None else body_first(letter.session)


def _drafted(letter: LetterScreen) -> str:
    view = letter.session.view
    if view is None:
        return body_first(letter.session)
    return left_and_remedy(view.blocks_draft[0]) if view.blocks_draft else ""


def _signable(letter: LetterScreen) -> str:
    view = letter.session.view
    if view is None:
        return body_first(letter.session)
    if left := view.left_in(letter.session.language):
        return left_and_remedy(left[0])
    return cannot_record(letter.session, Role.SIGNATORY) or letter.objection


def _signed(letter: LetterScreen) -> str:
    view = letter.session.view
    if view is None:
        return body_first(letter.session)
    none = letter.session.language not in view.letters
    return cannot_record(letter.session, Role.SIGNATORY) or (say("No signed letter stands.") if none else "")


def _paragraphs() -> tuple[Action[LetterScreen], ...]:
    return (
        Action("letter.edit_paragraph", say("&Edit the paragraph…"), ("F2",), _S,
               lambda letter: letter.view.edit_paragraph(), _composed, _T, Spot(Menu.LETTER, 12),
               short=say("Edit paragraph…"), screen=_ID),
        Action("letter.next_objection", say("Next thing to look at in the letter's words"), ("Shift+F2",), _S,
               lambda letter: letter.view.next_objection(), _objected, _T, Spot(Menu.LETTER, 13), screen=_ID),
        Action("letter.next_paragraph", say("Next paragraph"), ("Down",), Scope.PARAGRAPH,
               lambda letter: letter.view.paper.face.step(1), _composed, _T, screen=_ID),
        Action("letter.previous_paragraph", say("Previous paragraph"), ("Up",), Scope.PARAGRAPH,
               lambda letter: letter.view.paper.face.step(-1), _composed, _T, screen=_ID),
    )  # fmt: skip


def _looking() -> tuple[Action[LetterScreen], ...]:
    return (
        Action("letter.as_text", say("Show the letter as &text"), ("Ctrl+T",), _S,
               lambda letter: letter.view.paper.turn_to_text(on=not letter.view.paper.as_text), _composed, _T,
               Spot(Menu.LETTER, 21), short=say("Show as text"), screen=_ID,
               ticked=lambda letter: letter.made is not None and letter.made.paper.as_text),
        Action("letter.next_page", say("Next page of the letter"), ("PgDown",), Scope.PARAGRAPH,
               lambda letter: letter.view.paper.pages.view.caret.turn_page(1), _paged, _T, screen=_ID),
        Action("letter.previous_page", say("Previous page of the letter"), ("PgUp",), Scope.PARAGRAPH,
               lambda letter: letter.view.paper.pages.view.caret.turn_page(-1), _paged, _T, screen=_ID),
        Action("letter.larger", say("Larger pages"), ("Ctrl++", "Ctrl+="), _S,
               lambda letter: letter.view.paper.pages.zoom_by(1), _paged, _T, screen=_ID),
        Action("letter.smaller", say("Smaller pages"), ("Ctrl+-",), _S,
               lambda letter: letter.view.paper.pages.zoom_by(-1), _paged, _T, screen=_ID),
        Action("letter.fit_width", say("Fit the width"), ("Ctrl+0",), _S,
               lambda letter: letter.view.paper.pages.zoom_by(0), _paged, _T, screen=_ID),
        Action("letter.fit_page", say("Fit the page"), ("Ctrl+9",), _S,
               lambda letter: letter.view.paper.pages.fit_page(), _paged, _T, screen=_ID),
        Action("letter.draw_again", say("Draw the pages again"), ("F5",), Scope.PARAGRAPH,
               lambda letter: letter.view.paper.pages.view.supply.retry(), _paged, _T, screen=_ID),
    )  # fmt: skip


def _paged(letter: LetterScreen) -> str:
    shown = letter.made is not None and letter.made.paper.paged
    return _composed(letter) or ("" if shown else say("The letter is not shown as pages."))


def _composed(letter: LetterScreen) -> str:
    made = letter.made  # None while it is being made: its buttons ask already
    return "" if made is not None and made.drafted else say("The letter cannot be drafted yet.")


def _objected(letter: LetterScreen) -> str:
    listed = letter.made is not None and letter.made.objections.after("") is not None
    return _composed(letter) or ("" if listed else say("Nothing is to be said against the letter's words."))


def _categories() -> tuple[Action[LetterScreen], ...]:
    family = Family("Alt+1 … 9", say("Go to a category beside the letter; Space or Enter chooses it"))

    def missing(letter: LetterScreen, number: int) -> str:
        fewer = letter.made is None or number > len(letter.made.category.options.options)
        return say("There is no category {}.").format(number) if fewer else ""

    def words(letter: LetterScreen, number: int) -> str:
        options = () if letter.made is None else letter.made.category.options.options
        if number > len(options):
            return say("Category {}").format(number)
        return say("Category: {}").format(options[number - 1].text()).replace("&", "&&")

    def act(number: int) -> Action[LetterScreen]:
        return Action(f"letter.category_{number}", family.words, (f"Alt+{number}",), _S,
               lambda letter: letter.view.category.options.go_to(number),
               lambda letter: missing(letter, number), _T,
               now=lambda letter: words(letter, number), family=family, screen=_ID)  # fmt: skip

    return tuple(act(number) for number in _NUMBERS)
