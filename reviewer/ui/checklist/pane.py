"""The checklist: the cards of the chosen body, and the acts that are done from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QWidget

from reviewer.desk.display import BodyView, CriterionView, EvidenceView
from reviewer.desk.snapshot import Snapshot
from reviewer.model import Evidence, Framework, Kept, Span, Stance
from reviewer.ui.absence.looking import Looking
from reviewer.ui.actions.faces import context_menu, dress
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.checklist.card import CriterionCard
from reviewer.ui.checklist.opened import OpenCard
from reviewer.ui.checklist.order import put_in_order, stops_in
from reviewer.ui.checklist.quotes import QuoteRow
from reviewer.ui.checklist.tying import NoteDialog, other_stance, untied
from reviewer.ui.decision import Decision
from reviewer.ui.look import Look
from reviewer.ui.session_model import OfBody, SessionModel
from reviewer.ui.widgets import Beside, Box, Label, button, empty, keep_place, scrolled

MOST = 9
"""Findings that have an act of their own."""
CARD_MENU = ("", "verdict.save", "", "verdict.terms", "verdict.absence")
PASSAGE_MENU = (
    "passage.show", "passage.quote", "passage.print", "passage.note", "passage.turn", "passage.confirm",
    "passage.untie",
)  # fmt: skip


class ChecklistPane(Box):
    """Cards one above the other, one open; remembers what was typed and not saved, per body.

    ``all_judged`` is told where one would go on to the next open criterion and there is none.
    """

    help = "README#decide"

    all_judged = Signal()

    def __init__(self, look: Look, session: SessionModel, actions: ActionList) -> None:
        """Judge the sitting's body; what is done to a passage is in ``actions``."""
        super().__init__(look, gap=0, role="pane")
        self._actions = actions
        self.count = button("", self._count_pressed, "link")
        self.count.setAccessibleDescription(self.tr("Goes to the next that is not judged"))
        self._ordered: tuple[QWidget, ...] = ()
        title = Label(self.tr("Checklist"), "strong", wrap=True)
        head = Box(look, Beside(look, title, self.count), margins=(16, 0, 16, 0), height=36)
        self._cards_box = Box(look, margins=(12, 0, 12, 8), role="surface")
        self.add(head)
        self._area = scrolled(self._cards_box)
        keep_place(self._area)
        self.add(self._area, 1)
        self._session = session
        self._body = ""
        self._opened = ""  # when another body is shown the same criterion's card is open
        self.unsaved = session.unsaved
        self.looking = Looking(look, session, actions, lambda: self._typed, self)
        self.looking.left.connect(self._come_back)
        self.looking.looked.connect(self.lead_to)
        self.cards: dict[str, CriterionCard] = {}  # of the body that is shown
        # Hidden while none is: to make them takes longer than all else of a body.
        self._made: dict[str, CriterionCard] = {}
        self._made_for: object = None
        self.setAccessibleName(self.tr("Checklist"))

    # --- showing ---------------------------------------------------------------------------------

    def refresh(self, snapshot: Snapshot) -> None:
        """Show what stands now in every card, of no body while that is being looked up."""
        view = snapshot.view
        code = view.body.code if view else ""
        self.looking.refresh(snapshot)
        if code != self._body:
            self._clear()
            self._body = code
            if view is not None:
                self._fill(view, snapshot.people)
        elif view is not None:
            self._show(view, snapshot.people)

    def _clear(self) -> None:
        self._opened = self.open_key or self._opened
        if self.isAncestorOf(self.window().focusWidget()):
            self.setFocus()  # until other cards are here; else it goes wherever Tab would
        self._area.hide()  # in its place: what is hidden card by card is laid out card by card
        self._area.verticalScrollBar().setValue(0)
        self.cards = {}
        self.count.setText("")

    def _fill(self, view: BodyView, people: Mapping[str, str]) -> None:
        framework = self._session.desk.case.framework
        if self._made_for != (framework, tuple(view.criteria)):
            self._make(view.criteria, framework)
        self.cards = dict(self._made)
        for key, card in self.cards.items():
            card.begin(view.criteria[key], people, self.unsaved.get((self._body, key)))
        self._area.show()
        self._tell(view)
        first = next((key for key, shown in view.criteria.items() if not shown.verdicts), "")
        self.open_card(self._opened if self._opened in self.cards else first, focus=False)
        if self.hasFocus():
            self.head_of_open_card().setFocus()

    def _make(self, criteria: Mapping[str, CriterionView], framework: Framework) -> None:
        self._made, self._made_for = {}, (framework, tuple(criteria))
        empty(self._cards_box.row)
        for key, shown in criteria.items():
            card = self._made[key] = CriterionCard(self._look, shown, framework)
            card.toggled.connect(self._toggle)
            card.made.connect(partial(self._connect, key))
            self._cards_box.add(card)
        self._cards_box.add(None)

    def _show(self, view: BodyView, people: Mapping[str, str]) -> None:
        for key in view.criteria.keys() & self.cards.keys():
            self.cards[key].show_view(view.criteria[key], people)
        self._tell(view)

    def _tell(self, view: BodyView) -> None:
        judged = sum(bool(shown.verdicts) and not shown.conflict for shown in view.criteria.values())
        self.count.setText(self.tr("{} of {} judged").format(judged, len(view.criteria)))
        self._order()

    def _order(self) -> None:
        """Let Tab go as the eye reads: the inside of a card is made long after the heads of those below it."""
        stops = (self.count, *(stop for card in self.cards.values() for stop in stops_in(card)))
        if stops != self._ordered:
            self._ordered = stops
            put_in_order(stops)

    @property
    def open_key(self) -> str:
        """The open criterion's key, or ""."""
        return next((key for key, card in self.cards.items() if card.is_open), "")

    def open_card(self, key: str, *, focus: bool = True) -> None:
        """Open a card and close the others."""
        if focus:
            self.looking.make_way()
        for other, card in self.cards.items():
            if other != key and card.is_open:
                card.close_up()
        if key in self.cards:
            card = self.cards[key]
            card.open(self.unsaved.get((self._body, key)))
            self._order()
            if focus:
                card.header.setFocus()
            QTimer.singleShot(0, self, lambda: self._reveal(key))

    @property
    def _typed(self) -> Decision | None:
        """What the open card says."""
        card = self.cards.get(self.open_key)
        return card.inside.decision if card is not None and card.inside is not None else None

    def _come_back(self, key: str) -> None:
        """Go to what is left of a search on its card."""
        self.open_card(key, focus=False)
        card = self.cards.get(key)
        if card is not None and card.inside is not None:
            absence = card.inside.absence
            (absence.search if absence.to_look.isHidden() else absence.to_look).setFocus()

    def head_of_open_card(self) -> QWidget:
        """Return what takes the focus when one comes to the checklist."""
        card = self.cards.get(self.open_key) or next(iter(self.cards.values()), None)
        return self if card is None else card.header

    def open_number(self, number: int) -> None:
        """Open the card of a criterion by its number from 1."""
        keys = list(self.cards)
        if 1 <= number <= len(keys):
            self.open_card(keys[number - 1])

    def lead_to(self, key: str) -> None:
        """Open a card and put the cursor on what comes next in it."""
        self.open_card(key)
        card = self.cards.get(key)
        if card is not None and card.inside is not None:
            chosen = card.inside.options.chosen
            (card.inside.reason if chosen else card.inside.options.options[0]).setFocus()

    def press_finding(self, number: int) -> None:
        """Choose a finding of the open card by its number."""
        self.looking.make_way()
        card = self.cards.get(self.open_key)
        if card is not None and card.inside is not None:
            card.inside.options.press(number)

    def save_open(self) -> None:
        """Save the verdict of the open card; while what a search found is looked at, keep that it was."""
        if self.looking.is_open:
            self.looking.confirm()
            return
        card = self.cards.get(self.open_key)
        if card is not None and card.inside is not None:
            card.inside.decide()

    def search_open(self) -> None:
        """Search for the absence of what the open card asks for."""
        if self.open_key:
            self.looking.search(self.open_key)

    def find_terms(self) -> None:
        """Look for the terms of the open card's criterion."""
        if self.open_key:
            self._session.terms_wanted.emit(self.open_key)

    def _reveal(self, key: str) -> None:
        card = self.cards.get(key)
        if card is not None:
            self._area.ensureWidgetVisible(card.header, 0, self._look.px(8))
            if card.inside is not None and card.height() < self._area.viewport().height():
                self._area.ensureWidgetVisible(card, 0, 0)

    def _toggle(self, key: str) -> None:
        card = self.cards[key]
        if card.is_open:
            card.close_up()
        else:
            self.open_card(key)

    @property
    def findings(self) -> tuple[str, ...]:
        """The findings that can be chosen on the open card, in the order of their keys."""
        card = self.cards.get(self.open_key)
        inside = None if card is None else card.inside
        return () if inside is None else tuple(option.text() for option in inside.options.options)

    # --- the passage in focus ----------------------------------------------------------------------

    @property
    def passage(self) -> EvidenceView | None:
        """The passage that has the focus, or None."""
        focused = self.window().focusWidget()  # also while a menu or the palette has the keyboard
        return focused.view if isinstance(focused, QuoteRow) and self.isAncestorOf(focused) else None

    def _do_to_passage(self, act: Callable[[EvidenceView], object]) -> None:
        if (passage := self.passage) is not None:
            act(passage)

    def show_passage(self) -> None:
        """Go to the place of the passage in focus."""
        self._do_to_passage(self._go_to)

    def note_passage(self) -> None:
        """Ask for a note on the passage in focus."""
        self._do_to_passage(self._note)

    def turn_passage(self) -> None:
        """Let the passage in focus contradict where it supported, or the other way round."""
        self._do_to_passage(self._turn)

    def give_out(self, way: Callable[[SessionModel, EvidenceView], object]) -> None:
        """Copy or print the passage in focus with its source, by one of ``ui.quoting``'s ways."""
        self._do_to_passage(lambda passage: way(self._session, passage))

    def confirm_passage(self) -> None:
        """Confirm the words that the passage in focus has now."""
        self._do_to_passage(self._confirm)

    def untie_passage(self) -> None:
        """Untie the passage in focus."""
        self._do_to_passage(self._untie)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the acts of a passage where it was asked for, or those of the card."""
        row = self.childAt(event.pos())
        while row is not None and not isinstance(row, QuoteRow | CriterionCard):
            row = row.parentWidget()
        if isinstance(row, CriterionCard):
            self._offer_card(row, event)
            return
        if row is not None:
            row.setFocus()
        if self.passage is not None:
            context_menu(self._actions, PASSAGE_MENU, self).popup(event.globalPos())

    def _offer_card(self, card: CriterionCard, event: QContextMenuEvent) -> None:
        if not card.is_open:
            self.open_card(card.key)
        elif not card.isAncestorOf(self.window().focusWidget()):
            card.header.setFocus()
        findings = (f"verdict.finding_{number}" for number in range(1, min(len(self.findings), MOST) + 1))
        context_menu(self._actions, (*findings, *CARD_MENU), self).popup(event.globalPos())

    # --- acting ----------------------------------------------------------------------------------

    def _connect(self, key: str, inside: OpenCard) -> None:
        inside.verdict_decided.connect(lambda decision: self._decide(key, decision))
        inside.decision_changed.connect(lambda decision: self._keep_typed(key, decision))
        session = self._session
        inside.compare_wanted.connect(lambda: session.go("conflicts", {"body": self._body, "criterion": key}))
        inside.quotes.activated.connect(self._go_to)
        dress(self._actions, inside.save, "verdict.save")
        inside.options.tell_keys(lambda number: self._actions.key(f"verdict.finding_{number}"))
        inside.quotes.confirm_wanted.connect(self._confirm)
        inside.absence.search_wanted.connect(lambda: self.looking.search(key))
        inside.absence.look_wanted.connect(lambda: self.looking.open(key))
        inside.absence.pieces_wanted.connect(lambda: self._session.go("pieces"))
        inside.absence.terms_wanted.connect(lambda: self._session.terms_wanted.emit(key))

    def _keep_typed(self, key: str, decision: Decision | None) -> None:
        if decision is None:
            self.unsaved.pop((self._body, key), None)
        else:
            self.unsaved[self._body, key] = decision

    def _decide(self, key: str, decision: Decision) -> None:
        card, judge = self.cards[key], self._session.desk.judging.verdict
        made = self._session.messages.attempt(
            lambda: judge(self._body, key, decision.finding, decision.because, resolve=card.view.conflict),
            OfBody(self._body),
        )
        if made is not None:
            self._session.messages.clear()
            self.unsaved.pop((self._body, key), None)
            if card.inside is not None:
                card.inside.settled()
            self._go_on_from(card)
        self._session.refresh(lambda: self._lead_on(card))

    def _next_open(self, key: str) -> str:
        """Return the next criterion behind this one that is not judged, from the first again behind the last; "" if none is left."""
        keys = list(self.cards)
        at = keys.index(key) if key in keys else -1
        views = ((other, self.cards[other].view) for other in (*keys[at + 1 :], *keys[:at]))
        return next((other for other, view in views if view.conflict or not view.verdicts), "")

    def _go_on_from(self, card: CriterionCard) -> None:
        """Go to the next open criterion, or to the head of this one, which was judged."""
        following = self._next_open(card.key)
        self.cards[following or card.key].header.setFocus()  # before the inside that has the focus goes
        if following:
            self.open_card(following)

    def _lead_on(self, judged: CriterionCard) -> None:
        """Say that all is judged, unless the person has gone elsewhere meanwhile."""
        if judged.header.hasFocus() and not judged.view.conflict and not self._next_open(judged.key):
            self.all_judged.emit()

    def _count_pressed(self) -> None:
        """Go to the next criterion that is not judged, or to what is left where all are."""
        if following := self._next_open(self.open_key):
            self.lead_to(following)
        elif self.cards:
            self.all_judged.emit()

    def _go_to(self, evidence: EvidenceView) -> None:
        document = evidence.record.content.passage.document
        if not evidence.place:
            self._session.messages.tell(
                self.tr("Its words are not in the document any more; its page is shown.")
            )
            self._session.go_to(Span(document, evidence.record.content.passage.place))
            return
        self._session.go_to(Span(document, evidence.place, evidence.start, evidence.end))

    def _untie(self, evidence: EvidenceView) -> None:
        done = self._session.act(lambda desk: untied(desk, evidence))
        card = self.cards.get(evidence.record.content.criterion)
        if done and card is not None:
            card.header.setFocus()

    def _note(self, evidence: EvidenceView) -> None:
        if self._session.refuses():  # before anything is typed
            return
        dialog = NoteDialog(self._look, evidence, self)
        dialog.noted.connect(lambda note, stance: self._annotate(evidence, note, stance))
        dialog.open()

    def _confirm(self, evidence: EvidenceView) -> None:
        self._session.act(lambda desk: desk.passages.confirm(evidence.record.id), self._focus_on)

    def _focus_on(self, made: Kept[Evidence]) -> None:
        """Put the focus on a passage that was changed, so that the keys go on from there."""
        card = self.cards.get(made.content.criterion)
        if card is not None and card.inside is not None and made.content.body == self._body:
            card.inside.quotes.focus_on(made.subject)

    def _turn(self, evidence: EvidenceView) -> None:
        content = evidence.record.content
        self._annotate(evidence, content.note, other_stance(content.stance))

    def _annotate(self, evidence: EvidenceView, note: str, stance: Stance) -> None:
        content = evidence.record.content
        if (note.strip(), stance) == (content.note, content.stance):
            return
        self._session.act(lambda desk: desk.judging.note(evidence.record.id, note, stance), self._focus_on)
