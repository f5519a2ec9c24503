"""What is done with a note that asks a body for something: it is copied, or written to a file; the program sends nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from reviewer.desk.files import free_name
from reviewer.desk.words.language import say
from reviewer.model import Chaser
from reviewer.ui.intake_dialogs import ask_save


def copy_note(note: Chaser) -> str:
    """Put a note on the clipboard; returns what to say of it."""
    QGuiApplication.clipboard().setText(note.text)
    return say("The note is copied.")


def ask_note_file(parent: QWidget, folder: Path, note: Chaser, chosen: Callable[[Path], object]) -> None:
    """Ask for a file in ``folder`` to write a note to; ``chosen`` hears which."""
    patterns = say("E-mail draft (*.eml);;Text (*.txt)")
    dialog = ask_save(parent, say("Write the note"), free_name(folder / f"{note.body}.eml"), patterns)
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))


def written_words(path: Path) -> str:
    """Return what is said once a note is written."""
    return say("Note written: {}").format(path)
