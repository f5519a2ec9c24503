"""Widgets that are as large as their text: they ask for other room when that has another size."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object  # it stands beside one of Qt's widgets, and is none itself


def is_dressed(widget: QWidget) -> bool:
    """Tell whether a widget wears the style sheet. Asked for a size it puts it on, and from then on again wherever it is put: so not before."""
    return widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished)


class Growing(_Widget):
    """Stands before Qt's class among the bases of a widget that paints its own text."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()


def wrap_in_width(widget: QWidget, across: QSizePolicy.Policy, down: QSizePolicy.Policy) -> None:
    """Have a widget as high as its text is in the width that it gets, by these policies."""
    policy = QSizePolicy(across, down)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)


class Refit(QObject):
    """Has what is in a widget laid out anew whenever the widget, or its text, has another size."""

    KINDS = frozenset({QEvent.Type.Resize, QEvent.Type.StyleChange, QEvent.Type.FontChange})

    def __init__(self, widget: QWidget, fit: Callable[[], object]) -> None:
        """Call ``fit`` from now on; the widget is made by then."""
        super().__init__(widget)
        self._fit = fit
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        of_size = event.type() == QEvent.Type.Resize
        if event.type() in self.KINDS and (of_size or (isinstance(watched, QWidget) and is_dressed(watched))):
            self._fit()
        return False
