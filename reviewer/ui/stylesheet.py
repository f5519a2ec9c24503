"""The style sheet, made from the palette and the text size; no other module holds a colour or a rule."""

from __future__ import annotations

from collections.abc import Callable
from string import Template

from PySide6.QtCore import Qt

from reviewer.ui.theme import TONES, Palette

_RULES = Template("""
* { outline: none; }
QWidget { color: $text; }
QMainWindow, QDialog, QMessageBox, QFileDialog { background: $surface; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QToolTip { background: $surface; color: $text; border: 1px solid $edge; padding: $u4; }
QMenuBar { background: $surface; color: $text; padding: 0 $u8; border: none; }
QMenuBar::item { padding: $u4 $u8; background: transparent; border-radius: $u4; }
QMenuBar::item:selected, QMenu::item:selected { background: $wash; color: $accent; }
QMenu { background: $surface; color: $text; border: 1px solid $line; padding: $u4; menu-scrollable: 1; }
QMenu::item { padding: $u4 $u24 $u4 $u24; border-radius: $u4; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: $u4 $u8; }
QScrollArea, QStackedWidget { background: transparent; border: none; }
QScrollArea[role="full"] { border: 2px solid transparent; }
QScrollArea[role="full"]:focus { border-color: $accent; }
QSplitter::handle { background: $line; }
QSplitter::handle:hover { background: $accent; }
*[role="desk"] { background: $desk; }
*[role="surface"], *[role="pane"] { background: $surface; }
*[role="top"] { background: $surface; border-bottom: 1px solid $line; }
*[role="bar"] { background: $surface; border-bottom: 1px solid $line; }
*[role="rule"] { border-top: 1px solid $line; }
*[role="hint"] { background: $surface; border-top: 1px solid $line; }
*[role="foot"] { background: $sunk; border-top: 1px solid $line; }
*[role="card"] { background: $surface; border: 1px solid $line; border-radius: $u8; }
*[role="cardOn"] { background: $surface; border: 2px solid $accent; border-radius: $u8; }
*[role="told"], *[role="told-problem"] { background: $surface; border: 1px solid $edge;
  border-$start: $u4 solid $accent; border-radius: $u4; }
*[role="told-problem"] { border-$start-color: $gap; }
*[role="notice"] { background: $wash; border-$start: $u4 solid $accent; }
*[role="problem"] { background: $wash; border-$start: $u4 solid $gap; }
*[role="caution"] { background: $surface; border: none; border-$start: 4px solid $part; border-top: 1px solid $line; }
*[role="notes"] { background: $sunk; border: none; border-bottom: 1px solid $line; }
*[role="well"] { background: $sunk; border: 1px solid $line; border-radius: $u6; }
QTextEdit[role="well"]:focus { border: 2px solid $accent; }
QTextBrowser[role="guide"] { border: 2px solid transparent; }
QTextBrowser[role="guide"]:focus { border-color: $accent; }
QLabel[role="small"], QCheckBox[role="small"] { color: $muted; font-size: $f12; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="message"] { background: $desk; color: $muted; padding: 2em; }
QLabel[role="title"] { font-weight: 600; font-size: $f20; }
QLabel[role="heading"] { font-weight: 600; font-size: $f15; }
QLabel[role="bad"] { color: $gap; font-weight: 600; font-size: $f12; }
QLabel[role="warn"] { color: $part; font-weight: 600; font-size: $f12; }
QLabel[role="held"] { color: $met; font-weight: 600; }
QLabel[role="tone-met"] { color: $met; font-weight: 600; font-size: $f12; }
QLabel[role="tone-part"] { color: $part; font-weight: 600; font-size: $f12; }
QLabel[role="tone-gap"] { color: $gap; font-weight: 600; font-size: $f12; }
QLabel[role="tone-unknown"] { color: $unknown; font-weight: 600; font-size: $f12; }
QLabel[role="tone-none"] { color: $muted; font-size: $f12; }
QLabel[role="tone-attention"] { font-weight: 600; font-size: $f12; }
QLabel[large="true"] { font-size: $f15; }
QLabel[role="key"] { background: $sunk; border: 1px solid $line; border-radius: $u4; padding: 1px $u4; font-size: $f11;
  font-weight: 600; }
QListView, QTreeView, QTableView, QTextBrowser { background: $surface; color: $text; border: none;
  selection-background-color: $wash; selection-color: $text; }
QAbstractItemView[role="wall"], QAbstractItemView[role="wall"]:focus { background: $desk; border: none; }
QListWidget[role="side"], QListWidget[role="side"]:focus { border: none; border-top: 1px solid $line; border-radius: 0; }
QListWidget[role="side"]:focus { border-top: 2px solid $accent; }
QListWidget[role="sections"], QListWidget[role="sections"]:focus { border: none; border-$end: 1px solid $line; border-radius: 0; }
QListWidget[role="sections"]::item { padding: $u8; padding-$start: $u20; padding-$end: $u12; }
QListWidget[role="sections"]:focus { border-$end: 2px solid $accent; }
QTableView { gridline-color: $line; alternate-background-color: $sunk; }
QHeaderView { background: $sunk; }
QHeaderView::section { background: $sunk; color: $muted; border: none; border-bottom: 1px solid $line; padding: $u4 $u8;
  font-size: $f12; }
QTableView:focus { border: 2px solid $accent; }
QTableView[role="matrix"]:focus { border: none; }
QTableView[role="list"]::item { padding: 0 $u4; }
QTableView[role="facts"] { border: 2px solid $surface; }
QTableView[role="facts"]:focus { border: 2px solid $accent; }
QTableView[role="facts"]::item { padding: $u4 $u8; }
QTreeView[role="list"]::item { padding: $u6 $u4; }
QTableView[role="sheet"] { selection-background-color: $accent; selection-color: $on_accent; }
QTableCornerButton::section { background: $sunk; border: 0; }
QListWidget { border: 1px solid $line; border-radius: $u4; }
QListWidget:focus { border: 2px solid $accent; }
QListWidget::item { padding: $u4; }
QListWidget::item:selected { background: $wash; color: $text; }
QListWidget[role="notes"] { border: none; border-radius: 0; }
QListWidget[role="notes"]:focus { border: 2px solid $accent; }
QListWidget[role="notes"]::item { padding: 2px 0; }
QTabWidget[role="strip"]::pane { border: 0; }
QListView[role="strip"], QTreeView[role="strip"] { background: $desk; }
QListView[role="strip"]:focus, QTreeView[role="strip"]:focus { border: 2px solid $accent; }
QTreeView[role="strip"]::item { padding: $u4 0; }
QTreeView[role="strip"]::item:selected { background: $wash; color: $text; }
QTabBar { background: $surface; }
QTabBar::tab { background: $surface; color: $muted; border: 0; border-top: 2px solid transparent;
  border-bottom: 2px solid transparent; padding: $u4 $u10; }
QTabBar::tab:hover { background: $sunk; }
QTabBar::tab:selected { color: $accent; background: $wash; font-weight: 600; }
QTabBar::tab:focus { border: 2px solid $accent; }
QTabBar::tear, QTabBar::scroller { width: 1.5em; }
QTextBrowser[role="paper"] { background: $page; color: $ink; }
QLineEdit, QPlainTextEdit, QSpinBox, QDateEdit, QComboBox { background: $sunk; color: $text; border: 1px solid $edge;
  border-radius: $u6; padding: $u4 $u8; selection-background-color: $accent; selection-color: $on_accent;
  placeholder-text-color: $muted; }
QLineEdit, QSpinBox, QDateEdit, QComboBox { min-height: $u20; }
QLineEdit:focus, QPlainTextEdit:focus, QSpinBox:focus, QDateEdit:focus, QComboBox:focus { border: 2px solid $accent;
  padding: $p3 $p7; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { color: $muted; border-color: $line; }
QComboBox QAbstractItemView { background: $surface; color: $text; selection-background-color: $wash;
  selection-color: $text; border: 1px solid $edge; }
QComboBox::drop-down { width: $u20; border: none; }
QPlainTextEdit[role="document"], QPlainTextEdit[role="document"]:focus { background: $surface; border: none; border-radius: 0;
  padding: $u4 $u8; }
QLineEdit[role="code"] { font-size: $f20; font-weight: 600; }
QLineEdit[role="tool"] { border-radius: $u4; padding: 3px $u6; }
QLineEdit[role="tool"]:focus { padding: 2px 5px; }
QPushButton, QToolButton { background: transparent; color: $text; border: 1px solid $line; border-radius: $u6;
  padding: $u4 $u12; min-height: $u20; }
QToolButton { padding: $u4 $u8; }
QPushButton:hover, QToolButton:hover { background: $wash; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: $p3 $p11; }
QToolButton:focus { padding: $p3 $p7; }
QPushButton:disabled, QToolButton:disabled { color: $muted; border-style: dashed; }
QToolButton[role="tool"] { background: $surface; border: 1px solid $line; border-radius: $u4; padding: 3px 8px; }
QToolButton[role="tool"]:hover { background: $sunk; }
QToolButton[role="tool"]:disabled { color: $line; }
QToolButton[role="tool"]:checked { background: $wash; color: $accent; border-color: $accent; }
QToolButton[role="tool"]:focus { border: 2px solid $accent; padding: 2px 7px; }
QPushButton[role="act"], QPushButton[role="act"]:focus { padding: 0; }
QPushButton[role="primary"] { background: $accent; color: $on_accent; border: 2px solid $accent; font-weight: 600; }
QPushButton[role="primary"][keyed="true"] { text-align: left; }
QLabel[role="keyOn"] { color: $on_accent; border: 1px solid $on_accent; border-radius: $u4; padding: 1px $u4;
  font-size: $f11; font-weight: 600; }
QPushButton[role="primary"]:focus { border: 2px solid $text; padding: $u4 $u12; }
QPushButton[role="primary"]:disabled { background: transparent; color: $muted; border: 1px dashed $edge; }
QPushButton[role="tab"] { border: 2px solid transparent; padding: $u6 $u14; }
QPushButton[role="tab"][close="true"] { padding: $u6 $u4; }
QPushButton[role="tab"]:checked { background: $wash; color: $accent; font-weight: 600; }
QPushButton[role="tab"]:focus { border-color: $accent; }
QPushButton[role="chip"], QPushButton[role="plain"] { border: 2px solid transparent; padding: $u4 $u8; }
QPushButton[role="chip"]:checked { background: $wash; color: $accent; font-weight: 600; }
QPushButton[role="chip"]:focus, QPushButton[role="plain"]:focus { border-color: $accent; padding: $u4 $u8; }
QPushButton[role="link"] { border: none; border-bottom: 2px solid transparent; padding: 3px 0 1px 0; padding-$end: $u8; color: $accent; text-align: left;
  min-height: $u16; font-size: $f12; }
QLabel:focus { background: $wash; }
QPushButton[role="link"]:hover { text-decoration: underline; background: transparent; }
QPushButton[role="link"]:focus { border-bottom-color: $accent; background: $wash; }
QLabel[role="none-counted"] { color: $muted; padding: 3px $u4; }
QPushButton[role="figure"] { border: 2px solid transparent; padding: 1px 2px; color: $accent; font-weight: 600;
  text-align: left; min-height: $u16; }
QPushButton[role="figure"]:hover { text-decoration: underline; background: transparent; }
QPushButton[role="figure"]:focus { border-color: $accent; }
QPushButton[role="count"] { border: 2px solid transparent; padding: 0; color: $muted; font-size: $f12; min-height: $u14; }
QPushButton[role="count"]:hover { text-decoration: underline; background: transparent; }
QPushButton[role="count"]:focus { border-color: $accent; padding: 0; }
QPushButton[role="avatar"], QPushButton[role="avatar"]:focus { background: $wash; color: $accent; font-weight: 600; padding: 0;
  border: 2px solid transparent; border-radius: $u16; min-height: 0; }
QPushButton[role="avatar"]:focus { border-color: $accent; }
QPushButton[role="quiet"] { border: 2px solid transparent; color: $muted; font-size: $f12; padding: 1px $u4;
  min-height: $u16; }
QPushButton[role="quiet"]:focus { border-color: $accent; }
QPushButton[role="state"] { border: 2px solid transparent; color: $text; font-size: $f12; font-weight: 600;
  padding: 1px $u4; min-height: $u16; }
QPushButton[role="state"][where="held"] { color: $met; }
QPushButton[role="state"]:focus { border-color: $accent; }
QRadioButton[role="option"] { border: 1px solid $edge; border-radius: $u6; padding: $u6 $u12; spacing: 0; }
QRadioButton[role="option"]::indicator { width: 0; height: 0; border: none; background: transparent; image: none; }
QRadioButton[role="option"]:hover { background: $sunk; }
QRadioButton[role="option"]:checked { background: $wash; border: 2px solid $accent; font-weight: 600; }
QCheckBox:focus, QRadioButton:focus { color: $accent; text-decoration: underline; }
QCheckBox::indicator, QListView[role="ticks"]::indicator { width: $u16; height: $u16; border: 1px solid $edge;
  border-radius: $u4; background: $sunk; }
QCheckBox::indicator:checked, QListView[role="ticks"]::indicator:checked { background: $accent; border-color: $accent; }
QProgressBar { background: $sunk; border: 1px solid $edge; border-radius: $u4; text-align: center; max-height: $u8; }
QProgressBar::chunk { background: $accent; border-radius: $u4; }
QScrollBar:vertical { background: transparent; width: $u10; margin: 0; }
QScrollBar:horizontal { background: transparent; height: $u10; margin: 0; }
QScrollBar::handle { background: $edge; border-radius: $p3; margin: 2px; }
QScrollBar::handle:vertical { min-height: $u40; }
QScrollBar::handle:horizontal { min-width: $u40; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")
KEYS = 9
"""Criteria that have a key: 1 to 9."""
_KEY = Template("""
QToolButton[criterion="$number"], QToolButton[criterion="$number"]:hover { background: $highlight; color: $ink;
  border: 1px solid $line; border-bottom: 2px solid $ink; border-radius: $u4; font-weight: 600; padding: 0 6px; }
""")
_LENGTHS = (4, 6, 8, 10, 12, 14, 16, 20, 24, 40)
_FONTS = (11, 12, 15, 20)


_STILL = (
    "QAbstractScrollArea, QScrollBar, QComboBox, QPushButton, QToolButton { widget-animation-duration: 0; }\n"
)


def style_sheet(
    palette: Palette,
    px: Callable[[float], int],
    way: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
    *,
    still: bool = False,
) -> str:
    """Return the style sheet of a palette; ``px`` turns pixels at 100% into pixels at the text size, ``way`` is how one reads.

    In a ``still`` window the style moves nothing by itself.
    """
    names = (
        "desk",
        "surface",
        "sunk",
        "line",
        "edge",
        "text",
        "muted",
        "accent",
        "on_accent",
        "wash",
        "page",
        "ink",
        *TONES,
    )
    tokens: dict[str, str] = {name: getattr(palette, name) for name in names}
    tokens |= {f"u{length}": f"{px(length)}px" for length in _LENGTHS}
    tokens |= {f"f{size}": f"{px(size)}px" for size in _FONTS}
    tokens |= {f"p{length - 1}": f"{max(px(length) - 1, 0)}px" for length in (4, 8, 12)}
    sides = ("left", "right") if way is Qt.LayoutDirection.LeftToRight else ("right", "left")
    tokens |= dict(zip(("start", "end"), sides, strict=True))  # Qt turns neither borders nor paddings
    keys = (
        _KEY.substitute(tokens, number=number, highlight=palette.highlight(number))
        for number in range(1, KEYS + 1)
    )
    return _RULES.substitute(tokens) + "".join(keys) + (_STILL if still else "")
