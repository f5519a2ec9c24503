"""Asks which document to compare the chosen one with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reviewer.desk.display import DocumentRow
from reviewer.desk.words.days import short_date_words
from reviewer.ui.dialogs import Form
from reviewer.ui.look import Look
from reviewer.ui.plain_lists import plain_list


class ChooseDialog(Form):
    """The body's other documents; the newer one is shown on the right."""

    help = "passages#a-document-that-is-sent-again"

    document_chosen = Signal(object)

    def __init__(self, look: Look, row: DocumentRow, others: Sequence[DocumentRow], parent: QWidget) -> None:
        """``row`` is the chosen document, ``others`` what it can be compared with."""
        super().__init__(look, self.tr("Compare {} with").format(row.name), parent)
        self._others = others
        self.list = plain_list(self.tr("Documents"))
        self.list.addItems(
            [self.tr("{}, received {}").format(each.name, short_date_words(each.on)) for each in others]
        )
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _item: self._choose())
        self.add_wide(self.list, 1)
        self.finish(self.tr("Compare"), self._choose)
        self.list.setFocus()

    def _choose(self) -> None:
        chosen = self._others[max(0, self.list.currentRow())]
        self.accept()
        self.document_chosen.emit(chosen)
