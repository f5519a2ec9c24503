"""The letter of the chosen body: preview, category, what is left, and the ways out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QHideEvent
from PySide6.QtWidgets import QMenu, QSplitter

from reviewer.desk.display import BodyView
from reviewer.desk.letter_places import Place
from reviewer.desk.snapshot import Snapshot
from reviewer.desk.words.held import letter_held_words
from reviewer.desk.words.letter_states import beside_words
from reviewer.desk.words.letters import recorded_words
from reviewer.desk.words.objections import objection_lines, objection_words
from reviewer.desk.words.templates import capital
from reviewer.errors import PaperError, ended
from reviewer.model import Kept, Letter
from reviewer.model.objections import Objection
from reviewer.model.whereabouts import HeldState
from reviewer.ui.actions.faces import add_lines, button_of
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.latest import Latest
from reviewer.ui.letter.category import CategoryPane
from reviewer.ui.letter.language import LanguagePane
from reviewer.ui.letter.letter_stack import LetterPaper
from reviewer.ui.letter.objections import ObjectionsPane
from reviewer.ui.look import Look
from reviewer.ui.remaining import RemainingPane
from reviewer.ui.session_model import SessionModel
from reviewer.ui.widgets import Box, Label, Turning, scrolled

if TYPE_CHECKING:
    from reviewer.desk import Desk
    from reviewer.desk.values import LetterDraft, LetterProof

PAPER = 800
SIDE = 376
SIDE_MOST = 0.36
LETTER_MENU = (
    "letter.edit_paragraph",
    "letter.add_paragraph",
    "letter.as_text",
    "letter.export",
    "letter.sign",
)


@dataclass(frozen=True, slots=True)
class Composed:
    """A letter as it would be written now, None where it cannot be drafted; and the signed one of its language.

    ``objections`` are what is to be said against the letter's words; ``place`` says how the signed letter stands, ``held`` who has it. ``proof`` is the draft as it would be printed, which the desk's pages know as ``pages``; None
    where it cannot be printed: ``unprintable`` says why.
    """

    draft: LetterDraft | None
    objections: tuple[Objection, ...]
    signed: Kept[Letter] | None
    place: Place | None
    proof: LetterProof | None = None
    pages: str = ""
    unprintable: tuple[str, ...] = ()
    held: HeldState | None = None


def compose(desk: Desk, view: BodyView, language: str) -> Composed:
    """Compose a body's letter in a language, and look who has the signed one; for a thread of its own, since wording takes a while."""
    made = _composed(desk, view, language)
    return made if made.signed is None else replace(made, held=desk.held.of_letter(made.signed))


def _composed(desk: Desk, view: BodyView, language: str) -> Composed:
    body = view.body.code
    now = desk.letters.standing_letter(body, language)
    signed, place = (now.record, now.place) if now else (None, None)
    if view.blocks_draft:
        return Composed(None, (), signed, place)
    draft, objections = desk.drafts.read(body, language)
    try:
        proof = desk.drafts.proof(draft, now)
    except PaperError:
        objections = desk.drafts.objections(body, language)  # with what cannot be printed
        return Composed(draft, objections, signed, place, unprintable=desk.drafts.unprintable(draft))
    return Composed(draft, objections, signed, place, proof, desk.pages.proofs.keep(proof.pdf))


class LetterView(Box):
    """The letter of the chosen body on paper, and beside it the category, the acts and what is left."""

    criterion_wanted = Signal(str)
    category_wanted = Signal()
    paragraph_wanted = Signal(object, str)
    own_wanted = Signal(object, str)

    def __init__(self, look: Look, session: SessionModel, actions: ActionList) -> None:
        """Show the letter of the sitting's body whenever this view is shown; its buttons do what is in ``actions``."""
        super().__init__(look, gap=0)
        self._actions = actions
        self.objection = ""
        self._session = session
        self._composing: Latest[Composed] = Latest(session.work, self.tr("Composing the letter"), self)
        self.paper = LetterPaper(look, session.desk.pages, actions)
        self.preview, self.missing = self.paper.preview, self.paper.missing
        self.category = CategoryPane(look, session, lambda number: actions.key(f"letter.category_{number}"))
        self.remaining = RemainingPane(look, session, actions, preview=False)
        self._title = Label("", "strong", wrap=True)
        self.state = Label("", "small", wrap=True)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.add(self.splitter, 1)
        self.splitter.addWidget(self._sheet())
        self.splitter.addWidget(self._side())
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self._draft: LetterDraft | None = None
        self._adding = ""  # the body to whose letter a paragraph is to be added once it is composed
        self._body = ""
        self.paper.paragraph_opened.connect(self._open_paragraph)
        session.language_chosen.connect(self._show_again)
        self.paper.criterion_wanted.connect(self.criterion_wanted)
        self.remaining.criterion_wanted.connect(self.criterion_wanted)
        self.remaining.category_wanted.connect(self.category_wanted)
        self.remaining.paragraph_wanted.connect(self._go_to_paragraph)
        look.changed.connect(self._wear)

    def _sheet(self) -> Box:
        sheet = Box(self._look, across=True, gap=0, margins=(24, 16, 24, 0), role="desk")
        sheet.add(None)
        sheet.add(self.paper, 40)
        sheet.add(None)
        self.paper.setMaximumWidth(self._look.px(PAPER))
        sheet.setMinimumWidth(1)
        return sheet

    def _side(self) -> Box:
        self.sign = button_of(self._actions, "letter.sign", "primary")
        self.export = button_of(self._actions, "letter.export")
        self.verify = button_of(self._actions, "letter.verify")
        acts = Turning(self._look, self.sign, self.export, self.verify)
        self.edit = button_of(self._actions, "letter.edit_paragraph")
        self.own = button_of(self._actions, "letter.add_paragraph")
        self.as_text = button_of(self._actions, "letter.as_text")
        self.paper.turned.connect(self._tell_face)
        self._writing = Turning(self._look, self.edit, self.own, self.as_text)
        self.languages = LanguagePane(self._look, self._session)
        self.objections = ObjectionsPane(self._look)
        self.objections.paragraph_wanted.connect(self._go_to_paragraph)
        inside = Box(self._look, gap=16, margins=(16, 12, 16, 16), role="surface")
        side = Box(self._look, gap=0, role="pane")
        side.add(scrolled(inside), 1)
        for item in (
            self._title, self.state, acts, self.languages, self._writing, self.objections, self.category, None,
        ):  # fmt: skip
            inside.add(item)
        side.add(self.remaining)
        side.setMinimumWidth(1)
        return side

    def fit_panes(self) -> None:
        """Give the side its width at the text size."""
        width = self.splitter.width()
        side = min(self._look.px(SIDE), int(width * SIDE_MOST))
        self.splitter.setSizes([max(width - side, 100), side])

    def focus_paper(self) -> None:
        """Go to the letter; while it is missing, to the first thing that leads on."""
        self.paper.take_focus()

    def _tell_face(self) -> None:
        """Have the button say what it shows now."""
        self.as_text.setText(self.tr("Show the pages") if self.paper.as_text else self.tr("Show as text"))
        self._actions.look_again()

    def _wear(self) -> None:
        self.paper.setMaximumWidth(self._look.px(PAPER))
        QTimer.singleShot(0, self, self.fit_panes)  # when all has grown
        self._show_again()

    def _show_again(self) -> None:
        self.refresh(self._session.snapshot)

    def refresh(self, snapshot: Snapshot) -> None:
        """Compose the letter again, if it is looked at."""
        self.remaining.refresh(snapshot)
        if not self.isVisible():
            return
        view = snapshot.view
        if (
            view is None or view.body.code != self._body
        ):  # nothing of another body's letter may be read or signed
            self._clear()
        if view is None:
            return
        self._body = view.body.code
        self._title.setText(self.tr("Letter to {}").format(view.body.name))
        self.category.show_view(view, snapshot.people)
        if view.blocks_draft:
            self._draft = None
            self._object(())
            self.paper.show_missing(view)
            if self._writing.isAncestorOf(self.window().focusWidget()):
                self.missing.take_focus()
        self._writing.setVisible(not view.blocks_draft)
        desk, language = self._session.desk, self._session.language
        self._composing.ask(
            lambda _ticket: compose(desk, view, language),
            lambda made: self._show(view, made, snapshot.people),
        )

    def _clear(self) -> None:
        """Show no letter and no words about one."""
        self._composing.forget()
        self._body, self._draft = "", None
        self._title.setText("")
        self.state.setText("")
        self._object(())
        self.paper.show_nothing()

    def _show(self, view: BodyView, made: Composed, people: Mapping[str, str]) -> None:
        self.state.setText(self._stands(made, people))
        if made.draft is not None:
            self._draft = made.draft
            tones = self._tones(view)
            self.paper.show_draft(made.draft, tones)
            if made.proof is not None:
                self.paper.show_pages(made.proof, made.pages, tones)
            else:
                self.paper.show_unprintable(made.unprintable)
            self._object(made.objections)
        adding, self._adding = self._adding, ""
        if adding == view.body.code and self.drafted and self.isVisible():
            self.add_paragraph()

    def hideEvent(self, event: QHideEvent) -> None:
        """Begin nothing in a letter that is not looked at any more."""
        super().hideEvent(event)
        self._adding = ""

    def _stands(self, made: Composed, people: Mapping[str, str]) -> str:
        if made.signed is None:
            return self.tr("Not signed yet")
        words = capital(recorded_words(made.signed, people.get(made.signed.author, "")))
        if made.held is not None:
            words = f"{words}; {letter_held_words(made.held)}"
        words = ended(words)
        return f"{words} {beside_words(made.place)}".rstrip()

    def _object(self, objections: tuple[Objection, ...]) -> None:
        """List what is to be said against the letter's words; the certain ones keep it from being signed."""
        self.objections.show_objections(objections)
        view = self._session.view
        left = {blocker.objection for blocker in view.blocks_signing} if view else set()
        certain = [each for each in objections if each.certain]
        self.remaining.object_to_words(objection_lines(each for each in certain if each not in left))
        self.objection = objection_words(certain[0]) if certain else ""
        self._actions.look_again()

    def _go_to_paragraph(self, key: str) -> None:
        self.paper.face.choose(key)
        self.paper.take_focus()

    def next_objection(self) -> None:
        """Go to the next paragraph that something is to be said against, and say it."""
        objection = self.objections.after(self.paper.face.chosen)
        if objection is not None:
            self._go_to_paragraph(objection.block)
            self._session.messages.tell(objection_words(objection))

    def _open_paragraph(self, key: str) -> None:
        if self._draft is not None:
            self.paragraph_wanted.emit(self._draft, key)

    @property
    def body(self) -> str:
        """The code of the body whose letter is shown, "" while none is."""
        return self._body

    @property
    def drafted(self) -> bool:
        """Whether a draft is shown."""
        return self._draft is not None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the acts of the letter's paragraphs."""
        if self.drafted and self.paper.rect().contains(self.paper.mapFromGlobal(event.globalPos())):
            menu = self._standard_menu()
            menu.setParent(self, menu.windowFlags())
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addSeparator()
            add_lines(self._actions, LETTER_MENU, menu)
            menu.popup(event.globalPos())

    def _standard_menu(self) -> QMenu:
        """Return a menu that can copy from the text; what is selected on a page is copied by its key."""
        shown = self.paper.currentWidget()
        return self.preview.createStandardContextMenu() if shown is self.preview else QMenu(self)

    def edit_paragraph(self) -> None:
        """Edit the paragraph that one is at."""
        self.paper.face.edit_chosen()

    def add_paragraph(self) -> None:
        """Write a paragraph after the one that one is at, or at the end."""
        if self._draft is not None:
            self.own_wanted.emit(self._draft, self.paper.face.chosen)

    def add_once_composed(self) -> None:
        """Write a paragraph as soon as the letter is composed that is being shown, unless one goes elsewhere before."""
        self._adding = self._session.body

    def _tones(self, view: BodyView) -> dict[str, str]:
        framework = self._session.desk.case.framework
        return {
            key: framework.finding(card.verdicts[0].content.finding).tone.value
            for key, card in view.criteria.items()
            if card.verdicts and not card.conflict
        }
