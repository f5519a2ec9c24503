"""The window in which a case folder is filled in: sections, fields, what is still to be done, and the letter beside them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reviewer.desk.case_pointing import Pointed
from reviewer.desk.case_saving import OpenCase
from reviewer.desk.words.errors import error_words
from reviewer.desk.words.language import say
from reviewer.errors import ReviewerError
from reviewer.ui.actions.action import Scope
from reviewer.ui.actions.listener import hear_menu_keys, listen
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.actions.offering import offer_on_rows
from reviewer.ui.drop_down import DropDown
from reviewer.ui.help.lookup import hear_help
from reviewer.ui.look import Look
from reviewer.ui.new_case.bodies import BodiesPage
from reviewer.ui.new_case.case_sections import Page, has_field, sections_of
from reviewer.ui.new_case.changed_meanwhile import ContestedDialog
from reviewer.ui.new_case.faults import FaultList
from reviewer.ui.new_case.field_page import FieldPage
from reviewer.ui.new_case.languages import LanguagesPage
from reviewer.ui.new_case.letter_pane import LetterPane
from reviewer.ui.new_case.model import CaseModel
from reviewer.ui.new_case.rows import RowsPage
from reviewer.ui.plain_lists import plain_list
from reviewer.ui.staying import mark, stays_down
from reviewer.ui.widgets import Beside, Box, Label, Silence, button, scrolled
from reviewer.ui.words import capital
from reviewer.ui.work import Work

WIDTH, HEIGHT, MARGIN, SIDE = 1320, 900, 30, 168
THREE = 980
"""From which width on sections, fields and letter stand side by side, in pixels at 100%; else the letter takes the place of the fields."""
ROW_MENU = ("case.add", "case.up", "case.down", "", "case.take_back")
BODY_MENU = ("case.paste", "case.take_back")


class CaseWindow(QDialog):
    """What is typed is kept in the folder's files; Escape closes it, and nothing is lost. ``make_wanted`` asks for the casebook."""

    help = "new-inspection"

    make_wanted = Signal()
    left = Signal()

    def __init__(self, look: Look, case: OpenCase, work: Work, actions: ActionList, parent: QWidget) -> None:
        """``actions`` has its keys while it is open."""
        super().__init__(parent)
        self._look, self._actions, self._window = look, actions, parent
        self.model = CaseModel(case, work, self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("New inspection: {folder}", folder=case.folder.name))
        self.sections, self.chosen = plain_list(say("Sections")), DropDown()
        self.stack = QStackedWidget()
        self.letter = LetterPane(look, self.model, work)
        self.faults = FaultList(look, self.model)
        self.pages = sections_of(look, self.model)
        self.place = Label(say("Kept as you type, in {folder}", folder=case.folder), "small", wrap=True)
        self.make = button(say("Make the casebook…"), self.ask_make, "primary")
        self.make.setAutoDefault(False)
        self.leave = button(say("Close"), self.close)
        self.flip = stays_down(button(say("Show the letter"), self._arrange, "tab"))
        self._leaves_unsaved = False
        self._compose()
        self._connect()
        self._go(0)
        self.model.look_through()

    def _compose(self) -> None:
        self.sections.setProperty("role", "sections")
        for control in (self.sections, self.chosen):
            control.setAccessibleName(say("Sections"))
            control.addItems(list(self.pages))
        for page in self.pages.values():
            self.stack.addWidget(scrolled(page, role="surface"))
        self.parts = QSplitter(Qt.Orientation.Horizontal)
        self.parts.setChildrenCollapsible(False)
        self.parts.addWidget(self.stack)
        self.parts.addWidget(self.letter)
        self._top = Box(self._look, self.chosen, self.flip, across=True, margins=(12, 6, 12, 6), role="bar")
        middle = Box(self._look, across=True, gap=0, role="surface")
        middle.add(self.sections)
        middle.add(self.parts, 1)
        acts = Box(self._look, self.leave, self.make, across=True, gap=12)
        foot = Box(self._look, Beside(self._look, self.place, acts), margins=(12, 8, 12, 8), role="foot")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part, stretch in ((self._top, 0), (middle, 1), (self.faults, 0), (foot, 0)):
            layout.addWidget(part, stretch)
        self._fit()

    def _connect(self) -> None:
        lists = {
            page.table if isinstance(page, BodiesPage) else page.list: BODY_MENU
            if isinstance(page, BodiesPage)
            else ROW_MENU
            for page in self.pages.values()
            if not isinstance(page, FieldPage)
        }
        for hearing in (self, *lists):  # a list would take the keys that move a row for its own
            listen(self._actions, hearing, Scope.CASE)
        for listed, menu in lists.items():
            offer_on_rows(self._actions, listed, menu)
        hear_help(self)
        hear_menu_keys(self)
        self.sections.currentRowChanged.connect(self._go)
        self.chosen.currentIndexChanged.connect(self._go)
        self.faults.wanted.connect(self.go_to)
        self.faults.told.connect(self.tell)
        for page in self.pages.values():
            if isinstance(page, LanguagesPage):
                self.model.languages_changed.connect(page.refresh)
                page.told.connect(self.tell)
        self.model.refused.connect(self._complain)
        self.model.read_anew.connect(self._show_anew)
        self.model.contested.connect(self._ask_whose)
        self.model.checked.connect(self._allow)
        self.model.edited.connect(self._allow)
        self.model.edited.connect(self._note_edit)
        for changed in (self.model.edited, self.model.read_anew):
            changed.connect(self._call_bodies)
        self._call_bodies()
        self._look.changed.connect(self._fit_soon)
        self.finished.connect(self._let_go)
        self._allow()

    # --- where one is ---------------------------------------------------------------------------------

    @property
    def page(self) -> Page:
        """The section that is shown."""
        return list(self.pages.values())[self.stack.currentIndex()]

    def _go(self, at: int) -> None:
        if at < 0:
            return
        with Silence(self.sections, self.chosen):
            self.sections.setCurrentRow(at)
            self.chosen.setCurrentIndex(at)
        if at != self.stack.currentIndex():
            self.stack.setCurrentIndex(at)
            self.page.refresh()
        self._show_letter(on=False)

    def _call_bodies(self) -> None:
        """Have their section called as the case calls them by now."""
        at = next(at for at, page in enumerate(self.pages.values()) if isinstance(page, BodiesPage))
        name = capital(self.model.case.bodies.nouns[1])
        self.sections.item(at).setText(name)
        self.chosen.setItemText(at, name)

    def step_section(self, by: int) -> None:
        """Go to the next section (1), or the one before (-1)."""
        self._go((self.stack.currentIndex() + by) % self.stack.count())
        self.page.take_focus()

    def next_pane(self, by: int) -> None:
        """Go to the next part of the window (1), or the one before (-1)."""
        panes: list[tuple[QWidget, Callable[[], object]]] = [
            (self._list, self._list.setFocus),
            (self.stack, self._go_into_fields),
            (self.faults.list, self.faults.take_focus),
            (self.letter, self._go_into_letter),
        ]
        shown = [pane for pane in panes if pane[0] is not self.faults.list or self.faults.list.isVisible()]
        focused = QApplication.focusWidget()
        at = next(
            (
                at
                for at, (pane, _) in enumerate(shown)
                if focused is not None and (pane is focused or pane.isAncestorOf(focused))
            ),
            0,
        )
        shown[(at + by) % len(shown)][1]()

    def _go_into_fields(self) -> None:
        self._show_letter(on=False)
        self.page.take_focus()

    def _go_into_letter(self) -> None:
        self._show_letter(on=True)
        self.letter.take_focus()

    def _show_letter(self, *, on: bool) -> None:
        """Show the letter in the place of the fields, where there is no room for both."""
        if not self._top.isHidden() and self.flip.isChecked() != on:
            mark(self.flip, on=on)
            self._arrange()

    @property
    def _list(self) -> QWidget:
        return self.chosen if self.sections.isHidden() else self.sections

    def go_to(self, where: Pointed) -> None:
        """Go to the field, or cell, that a fault is about."""
        for at, page in enumerate(self.pages.values()):
            if isinstance(page, BodiesPage):
                if where.cell is not None:
                    self._go(at)
                    page.go_to_cell(*where.cell)
            elif where.field is not None and has_field(page, where):
                self._go(at)
                page.go_to(where.field, where.line)
                return

    def add(self) -> None:
        """Add what the section that is shown has several of."""
        if isinstance(self.page, RowsPage | LanguagesPage):
            self.page.add_row()
        else:
            self.tell(say("Go to the questions, the answers, the grades or the languages first."))

    def on_rows(self, act: Callable[[RowsPage], object]) -> None:
        """Do something to the rows of the section that is shown, if it has any."""
        if isinstance(self.page, RowsPage):
            act(self.page)
        else:
            self.tell(say("Go to the questions, the answers or the grades first."))

    # --- what a person asks for -----------------------------------------------------------------------

    def take_back(self) -> None:
        """Put back what was removed last, and say what it was."""
        if words := self.model.take_back():
            self.tell(words)

    def paste(self) -> None:
        """Put the bodies in that were copied in a spreadsheet."""
        if isinstance(self.page, BodiesPage):
            self.page.paste()
        else:
            self.tell(say("Go to the {bodies} first.", bodies=self.model.case.bodies.nouns[1]))

    def why_not_make(self) -> str:
        """Return why no casebook can be made yet; "" where one can."""
        check = self.model.check
        if check is None:
            return say("The case folder is still being looked through.")
        return self.faults.heading.text() if check.faults else ""

    def ask_make(self) -> None:
        """Ask for the casebook, or say why it can't be made yet."""
        if why := self.why_not_make():
            self.tell(why)
        elif self.model.save():
            self.make_wanted.emit()

    def _note_edit(self) -> None:
        self._leaves_unsaved = False

    def _allow(self) -> None:
        why = self.why_not_make()
        self.make.setEnabled(not why)
        self.make.setToolTip(why)
        self.make.setAccessibleDescription(why)

    # --- what is told ---------------------------------------------------------------------------------

    def tell(self, sentence: str, role: str = "small") -> None:
        """Say something at the foot."""
        self.place.set_role(role)
        self.place.setText(sentence)
        self.place.setAccessibleName(sentence)

    def _complain(self, error: ReviewerError) -> None:
        self.tell(error_words(error), "bad")

    def _show_anew(self, files: tuple[str, ...]) -> None:
        for page in self.pages.values():
            page.refresh()
        self.model.bodies_changed.emit()
        self.tell(
            say("{files} was changed by another program, and is shown as it is now.", files=", ".join(files))
        )

    def _ask_whose(self, files: tuple[str, ...]) -> None:
        if self.findChild(ContestedDialog) is not None:
            return
        dialog = ContestedDialog(self._look, files[0], self.model.case.bodies.nouns[1], self)
        dialog.settled.connect(lambda mine: self._settle(files[0], mine=mine))
        dialog.open()

    def _settle(self, file: str, *, mine: bool) -> None:
        aside = self.model.settle(file, mine=mine)
        kept = (
            say("What was typed here stands in {file}.", file=file)
            if mine
            else say("{file} is as the other program wrote it.", file=file)
        )
        if aside is not None:
            self.tell(say("{kept} The other one is kept as {name}.", kept=kept, name=aside.name))

    # --- coming and going -----------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Look at the files again when one comes back to the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and hasattr(self, "faults"):
            self.model.look_again()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Escape; Enter in a field does nothing more than in the field."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Write what is left; where that cannot be done it stays open and says so, and closing it once more leaves that."""
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()  # what is typed in a cell is taken, and a row named
        if not self.model.save() and not self._leaves_unsaved:
            self._leaves_unsaved = True
            files = ", ".join(self.model.case.unsaved)
            self.tell(
                say(
                    "Not written yet: {files}. Close once more to leave it so; what you typed for it is lost then.",
                    files=files,
                ),
                "bad",
            )
            event.ignore()
            return
        super().closeEvent(event)

    def _let_go(self) -> None:
        self._actions.drop(self)
        self.letter.close_source()
        self.left.emit()

    # --- its size -------------------------------------------------------------------------------------

    def _fit_soon(self) -> None:
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        """Be as large as the text asks for, as far as the screen has it."""
        px, edge = self._look.px, QSize(MARGIN, 2 * MARGIN)
        self.resize(QSize(px(WIDTH), px(HEIGHT)).boundedTo(self.screen().availableGeometry().size() - edge))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        three = self.width() >= self._look.px(THREE)
        had = self.sections.hasFocus() or self.chosen.hasFocus()
        self.sections.setFixedWidth(self._look.px(SIDE))
        self.sections.setVisible(three)
        self._top.setVisible(not three)
        letter = three or self.flip.isChecked()
        self.flip.setText(say("Show the fields") if self.flip.isChecked() else say("Show the letter"))
        self.letter.setVisible(letter)
        self.stack.setVisible(three or not self.flip.isChecked())
        self.faults.give_room(room=three)
        if three:
            room = self.width() - self._look.px(SIDE)
            self.parts.setSizes([room * 11 // 20, room * 9 // 20])
        if had:
            self._list.setFocus()
