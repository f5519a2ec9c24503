"""The pane's own style sheet, made from the theme's palette. Sizes come from the font, never from pixels."""

from __future__ import annotations

from reviewer.ui.theme import Palette


def style_of(palette: Palette) -> str:
    """Return the style sheet of the document pane for a palette."""
    highlights = "".join(
        f"#documentHint QToolButton#criterionKey{number} {{ background: "
        f"{palette.highlight(number)}; color: {palette.ink}; border-bottom: 2px solid {palette.ink}; }}"
        for number in range(1, 10)
    )
    return f"""
    #documentPane, #documentPane QAbstractScrollArea {{ background: {palette.desk}; }}
    #documentBar, #findBar, #documentHint {{ background: {palette.surface}; }}
    #documentBar, #findBar {{ border: 0; border-bottom: 1px solid {palette.line}; }}
    #documentHint {{ border: 0; border-top: 1px solid {palette.line}; }}
    #documentPane QLabel {{ color: {palette.text}; background: transparent; }}
    #documentHint QLabel, #findBar #findCount {{ color: {palette.muted}; }}
    #documentProblem {{ background: {palette.surface}; border: 0; border-left: 4px solid {palette.part};
      border-bottom: 1px solid {palette.line}; }}
    #documentNotes {{ background: {palette.sunk}; border: 0; border-bottom: 1px solid {palette.line}; }}
    #documentNotes #notesTitle, #documentHint #documentFact {{ font-weight: 600; color: {palette.text}; }}
    #documentNotes QListView {{ background: {palette.sunk}; color: {palette.text}; border: 0; outline: 0; }}
    #documentNotes QListView:focus {{ border: 2px solid {palette.accent}; }}
    #documentNotes QListView::item {{ padding: 2px 0; }}
    #documentNotes QListView::item:selected {{ background: {palette.wash}; color: {palette.text}; }}
    #documentPane #documentTitle {{ font-weight: 600; }}
    #documentPane #documentMessage {{ color: {palette.muted}; padding: 2em; }}
    #documentPane QToolButton {{ background: {palette.surface}; color: {palette.text};
      border: 1px solid {palette.line}; border-radius: 4px; padding: 3px 8px; }}
    #documentPane QToolButton:hover {{ background: {palette.sunk}; }}
    #documentPane QToolButton:disabled {{ color: {palette.line}; }}
    #documentPane QToolButton:checked {{ background: {palette.wash}; color: {palette.accent};
      border-color: {palette.accent}; }}
    #documentPane QToolButton:focus {{ border: 2px solid {palette.accent}; padding: 2px 7px; }}
    #documentPane QLineEdit {{ background: {palette.sunk}; color: {palette.text};
      border: 1px solid {palette.edge}; border-radius: 4px; padding: 3px 6px; }}
    #documentPane QLineEdit:focus {{ border: 2px solid {palette.accent}; padding: 2px 5px; }}
    #documentPane QPlainTextEdit {{ background: {palette.surface}; color: {palette.text}; border: 0;
      selection-background-color: {palette.accent}; selection-color: {palette.on_accent}; }}
    #documentPane QTabBar {{ background: {palette.surface}; }}
    #documentPane QTabBar::tab {{ background: {palette.surface}; color: {palette.muted}; border: 0;
      border-top: 2px solid transparent; border-bottom: 2px solid transparent; padding: 4px 10px; }}
    #documentPane QTabBar::tab:hover {{ background: {palette.sunk}; }}
    #documentPane QTabBar::tab:selected {{ color: {palette.accent}; background: {palette.wash};
      font-weight: 600; }}
    #documentPane QTabBar::tab:focus {{ border: 2px solid {palette.accent}; }}
    #documentPane QTabBar::tear, #documentPane QTabBar::scroller {{ width: 1.5em; }}
    #documentPane QTableView {{ background: {palette.surface}; color: {palette.text}; border: 0;
      selection-background-color: {palette.accent}; selection-color: {palette.on_accent}; }}
    #documentPane QTableView:focus {{ border: 2px solid {palette.accent}; }}
    #documentPane QTableCornerButton::section {{ background: {palette.sunk}; border: 0; }}
    #documentStrip::pane {{ border: 0; }}
    #documentStrip QListView, #documentStrip QTreeView {{ background: {palette.desk}; color: {palette.text};
      border: 0; }}
    #documentStrip QListView:focus, #documentStrip QTreeView:focus {{ border: 2px solid {palette.accent}; }}
    #documentStrip QTreeView::item {{ padding: 4px 0; }}
    #documentStrip QTreeView::item:selected {{ background: {palette.wash}; color: {palette.text}; }}
    #documentHint QToolButton {{ font-weight: 600; padding: 0 6px; }}
    {highlights}
    """
