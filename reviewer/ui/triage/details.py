"""Beside the list: the chosen matter whole, its decisions as buttons, who is concerned, and the note."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit, QPushButton

from reviewer.desk.display import DocumentRow
from reviewer.desk.triage.values import Matter, Sort
from reviewer.desk.values import Likeness
from reviewer.desk.words.counts import Noun, counted
from reviewer.desk.words.days import short_date_words
from reviewer.model import Chaser
from reviewer.ui.look import Look
from reviewer.ui.plain_lists import plain_list
from reviewer.ui.triage.choices import Act, Choice, choices, note_choices
from reviewer.ui.triage.matters import MatterRows
from reviewer.ui.triage.phrases import group_title, more_pairs, pair_sentence, whose
from reviewer.ui.widgets import Box, Label, Turning, button, empty, scrolled

HELD = Qt.ItemDataRole.UserRole
MOST_PAIRS = 500  # that are listed of documents which share text; those that share most come first


class MatterDetail(Box):
    """Made anew for each matter that is chosen; ``concerned_listed`` carries the list of who is concerned, which has no menu yet."""

    act_wanted = Signal(object)
    concerned_listed = Signal(object)

    def __init__(self, look: Look, rows: MatterRows) -> None:
        """``rows`` has the words."""
        super().__init__(look, gap=0, role="pane")
        self._rows = rows
        self._inside = Box(look, gap=8, margins=(16, 16, 16, 16), role="pane")
        self.add(scrolled(self._inside), 1)
        self.acts: dict[str, Act] = {}
        self.concerned: QListWidget | None = None
        self.note_text: QPlainTextEdit | None = None
        self.show_matter(None, None)

    def show_matter(self, matter: Matter | None, note: Chaser | None) -> None:
        """Show a matter with the note for its body, or what the list is for."""
        empty(self._inside.row)
        self.acts, self.concerned, self.note_text = {}, None, None
        if matter is None:
            words = self.tr("Choose a row. Each takes one decision; its button shows the key.")
            self._inside.add(Label(words, "muted", wrap=True))
            self._inside.add(None)
            return
        self._inside.add(Label(group_title(matter.sort, self._rows.nouns), "small", wrap=True))
        self._inside.add(Label(matter.name, "heading", wrap=True))
        who = whose(matter, self._rows.names)
        if who and who != matter.name and matter.body:
            self._inside.add(Label(who, "strong", wrap=True))
        self._inside.add(Label(self._rows.sentence(matter), wrap=True))
        if matter.decided:
            self._inside.add(Label(self.tr("✓ Decided: {}").format(matter.decided), "strong", wrap=True))
        self._buttons(choices(matter))
        several = len(matter.rows) > 1
        if several:
            self._add_concerned(matter)
        if note is not None:
            self._add_note(note)
        if not several and note is None:
            self._inside.add(None)

    def take_focus(self) -> None:
        """Go to what is concerned, or to the first thing that can be done."""
        target = self.concerned or self._inside.findChild(QPushButton) or self.note_text
        if target is not None:
            target.setFocus()

    def _buttons(self, offered: tuple[Choice, ...]) -> None:
        made = []
        for choice in offered:
            self.acts[choice.key] = choice.act
            pressed = button(f"{choice.words}   {choice.key}", partial(self.act_wanted.emit, choice.act))
            pressed.setAccessibleName(choice.words)
            pressed.setAccessibleDescription(self.tr("Key {}").format(choice.key))
            made.append(pressed)
        if made:
            self._inside.add(Turning(self._look, *made))

    # --- who is concerned --------------------------------------------------------------------------

    def _add_concerned(self, matter: Matter) -> None:
        rows = {row.sha256: row for row in matter.rows}
        listed = plain_list(self.tr("Documents concerned"))
        if matter.sort is Sort.ALIKE:
            self._inside.add(Label(self.tr("Who shares how much"), "small"))
            for pair in matter.pairs[:MOST_PAIRS]:
                self._add_line(listed, pair_sentence(pair, rows, self._rows.names), pair)
            if len(matter.pairs) > MOST_PAIRS:
                self._inside.add(Label(more_pairs(len(matter.pairs) - MOST_PAIRS), "small", wrap=True))
        else:
            self._inside.add(Label(counted(Noun.RECEIPT, len(matter.rows)), "small"))
            for row in matter.rows:
                body = self._rows.names.get(row.body, row.body)
                words = self.tr("{} · {} · received on {} · {}").format(
                    body, row.name, short_date_words(row.on), row.origin
                )
                self._add_line(listed, words, row)
        listed.setCurrentRow(0)
        listed.setMinimumHeight(self._look.px(120))
        listed.itemDoubleClicked.connect(lambda _item: self.act_wanted.emit(Act.OPEN))
        self.concerned = listed
        self._inside.add(listed, 1)
        self.concerned_listed.emit(listed)

    @staticmethod
    def _add_line(listed: QListWidget, words: str, held: object) -> None:
        item = QListWidgetItem(words)
        item.setData(HELD, held)
        item.setToolTip(words)
        listed.addItem(item)

    @property
    def chosen_pair(self) -> Likeness | None:
        """The pair that is chosen in the list, if there is one."""
        held = self._held()
        return held if isinstance(held, Likeness) else None

    @property
    def chosen_row(self) -> DocumentRow | None:
        """The receipt that is chosen in the list, if there is one."""
        held = self._held()
        return held if isinstance(held, DocumentRow) else None

    def _held(self) -> object:
        item = self.concerned.currentItem() if self.concerned is not None else None
        return item.data(HELD) if item is not None else None

    # --- the note ----------------------------------------------------------------------------------

    def _add_note(self, note: Chaser) -> None:
        to = self.tr("A note for {}").format(self._rows.names.get(note.body, note.body))
        self._inside.add(Label(f"{to} · {note.to}" if note.to else to, "small", wrap=True))
        self._buttons(note_choices())
        text = QPlainTextEdit(note.text)
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setAccessibleName(to)
        text.setMinimumHeight(self._look.px(160))
        self.note_text = text
        self._inside.add(text, 1)
