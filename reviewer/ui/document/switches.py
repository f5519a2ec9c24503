"""What can be switched on and off in the view of a document."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Switch(QObject):
    """On or off. ``turned`` is emitted when it becomes the other."""

    turned = Signal(bool)

    def __init__(self, parent: QObject) -> None:
        """Begin off."""
        super().__init__(parent)
        self._on = False

    @property
    def on(self) -> bool:
        """Whether it is on."""
        return self._on

    def turn(self, on: bool) -> None:
        """Turn it on or off."""
        if on != self._on:
            self._on = on
            self.turned.emit(on)

    def toggle(self) -> None:
        """Turn it the other way."""
        self.turn(not self._on)


class Switches:
    """All switches of one pane."""

    def __init__(self, pane: QObject) -> None:
        """Begin with all of them off."""
        self.two = Switch(pane)
        self.strip = Switch(pane)
        self.also = Switch(pane)
        self.drawn = Switch(pane)
