"""The pieces of a body as Qt's lists want them, with their pictures as far as they have come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage

from reviewer.desk.pieces import Piece
from reviewer.errors import ended
from reviewer.ui.pieces.words import state_words, title_words, what_words

Index = QModelIndex | QPersistentModelIndex
PIECE = Qt.ItemDataRole.UserRole
_Role = Qt.ItemDataRole


class PieceList(QAbstractListModel):
    """A row a piece."""

    def __init__(self) -> None:
        """Begin without any."""
        super().__init__()
        self.pieces: tuple[Piece, ...] = ()
        self.pictures: dict[str, QImage] = {}

    def show(self, pieces: Sequence[Piece]) -> None:
        """Show other pieces; of the same ones only what differs is told."""
        fresh = tuple(pieces)
        if [piece.key for piece in fresh] != [piece.key for piece in self.pieces]:
            self.beginResetModel()
            self.pieces = fresh
            self.endResetModel()
            return
        before, self.pieces = self.pieces, fresh
        for row, (old, new) in enumerate(zip(before, fresh, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(row), self.index(row))

    def keep(self, key: str, picture: QImage) -> None:
        """Take a picture that has come."""
        self.pictures[key] = picture
        row = self.row_of(key)
        if row >= 0:
            self.dataChanged.emit(self.index(row), self.index(row))

    def row_of(self, key: str) -> int:
        """Return a piece's row, or -1."""
        return next((row for row, piece in enumerate(self.pieces) if piece.key == key), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.pieces)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        piece = self.pieces[index.row()]
        if role == PIECE:
            return piece
        if role == _Role.DisplayRole:
            return title_words(piece)
        if role in {_Role.AccessibleTextRole, _Role.ToolTipRole}:
            return " ".join(map(ended, (title_words(piece), what_words(piece), state_words(piece))))
        return self.pictures.get(piece.key) if role == _Role.DecorationRole else None
