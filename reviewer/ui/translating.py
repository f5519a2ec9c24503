"""What Qt says, and what the window says through ``tr``, in the person's language: by the catalogue of the words room."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTranslator

from reviewer.desk.words.language import is_translated, say

OF_QT = (
    "OK", "&OK", "Cancel", "&Cancel", "Close", "&Close", "Open", "&Open", "Save", "&Save", "&Yes", "&No", "Help",
    "&Undo", "&Redo", "Cu&t", "&Copy", "&Paste", "Delete", "&Delete", "Select All", "Copy &Link Location",
    "Show Details…", "Hide Details…", "Show Details...", "Hide Details...",
    "Look in:", "File &name:", "Files of type:", "Directory:", "Directory", "&Choose", "Back", "Forward",
    "Parent Directory", "Create New Folder", "&New Folder", "&Rename", "Show &hidden files", "List View", "Detail View",
    "Go back", "Go forward", "Go to the parent directory", "Create a New Folder", "Change to list view mode",
    "Change to detail view mode", "Sidebar", "Files", "Name", "Size", "Type", "Kind", "Date Modified", "Computer",
    "My Computer", "All Files (*)", "Find Directory", "Open", "Save As", "Recent Places", "Remove",
    "%1 already exists.\nDo you want to replace it?", "%1\nFile not found.\nPlease verify the correct file name was given.",
    "%1\nDirectory not found.\nPlease verify the correct directory name was given.",
    "Ctrl", "Shift", "Alt", "Meta", "Num", "Return", "Enter", "Esc", "Tab", "Backspace", "Ins", "Del", "Space", "Home",
    "End", "Left", "Right", "Up", "Down", "PgUp", "PgDown", "Menu",
)  # fmt: skip
"""What Qt's own buttons, menus of text fields, file dialogs and keys say, in Qt's English: texts for the catalogue."""


class CatalogueTranslator(QTranslator):
    """Qt's way to ask for a text, answered by the one catalogue; in which class a text stands makes no difference."""

    def isEmpty(self) -> bool:
        """Whether there is nothing to ask for: Qt passes over such a one."""
        return False

    def translate(
        self, _context: str, text: str, _disambiguation: str | None = None, _number: int = -1, /
    ) -> str:
        """Return a text in the person's language; the text itself where the catalogue has none."""
        return say(text)


def wear_language(application: QCoreApplication) -> CatalogueTranslator | None:
    """Have all of Qt speak the person's language, for as long as what is returned lives; None where that is English."""
    if not is_translated():
        return None
    translator = CatalogueTranslator()
    application.installTranslator(translator)
    return translator
