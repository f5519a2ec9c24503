"""What Reviewer is, and all its keys."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from reviewer.ui.dialogs import Form
from reviewer.ui.look import Look


def about_lines(log_file: Path, cage: str) -> tuple[str, ...]:
    """Return what the About dialog says; ``cage`` is what keeps documents from doing harm on this machine."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        number = version("reviewer")
    except PackageNotFoundError:
        number = ""
    return (
        f"Reviewer {number}".strip(),
        QCoreApplication.translate("about", "Works offline; nothing leaves this machine but what you share."),
        cage,
        QCoreApplication.translate("about", "MIT licence. Log: {}").format(log_file),
    )


def machines_cage() -> str:
    """Start a reader and return what keeps it in. Not for the thread of a window."""
    from reviewer.desk import new_reader
    from reviewer.desk.outside import cage_words

    with new_reader() as reader:
        return cage_words(reader)


def keyboard_dialog(look: Look, keys: Sequence[tuple[str, str]], parent: QWidget) -> Form:
    """Return a dialog that lists every key and what it does."""
    dialog = Form(look, QCoreApplication.translate("about", "Keyboard"), parent)
    table = QTableWidget(len(keys), 2)
    table.setHorizontalHeaderLabels(
        [QCoreApplication.translate("about", "Key"), QCoreApplication.translate("about", "Does")]
    )
    for row, (key, what) in enumerate(keys):
        table.setItem(row, 0, QTableWidgetItem(key))
        table.setItem(row, 1, QTableWidgetItem(what))
    table.verticalHeader().hide()
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setWordWrap(True)
    table.setTabKeyNavigation(False)
    table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
    table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    table.setMinimumHeight(look.px(320))
    table.resizeRowsToContents()
    table.setAccessibleName(QCoreApplication.translate("about", "Keys and what they do"))
    dialog.add_wide(table, 1)
    dialog.finish(QCoreApplication.translate("about", "Close"), None, cancel=False)
    return dialog
