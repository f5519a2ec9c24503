"""Workbooks as tables: real sheets by the real reader, worked by keys and mouse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.documents import anchors
from reviewer.model import DocumentText, Part, Picture
from reviewer.model.cells import Sheet
from reviewer.ui.document.document_source import Mark
from reviewer.ui.document.pane import DocumentPane
from reviewer.ui.document.sheet_model import SheetTable
from reviewer.ui.theme import LIGHT

Show = Callable[[Path], DocumentText]
Key, LEFT, PLAIN = Qt.Key, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ROWS = [
    ["Unit establishment 2017", "", ""],
    ["Rank", "Posts", "Vacant"],
    ["Inspector", "2", ""],
    ["Sergeant", "6", "2"],
    ["Constable & staff", "14", "3"],
]
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """Two sheets, the second with one cell far from the corner."""
    path = tmp_path / "establishment.xlsx"
    sheets = [("Posts", ROWS), ("Notes", [["Checked in May"], [], ["", "Reviewed by the DCC"]])]
    with ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")]))
        names = "".join(
            f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, (name, _) in enumerate(sheets, 1)
        )
        package.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>{names}</sheets></workbook>',
        )
        targets = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)]
        package.writestr("xl/_rels/workbook.xml.rels", _relations(targets))
        for number, (_, rows) in enumerate(sheets, 1):
            package.writestr(f"xl/worksheets/sheet{number}.xml", _sheet(rows))
    return path


def _relations(targets: list[tuple[str, str]]) -> str:
    each = "".join(
        f'<Relationship Id="rId{n}" Type="{_REL}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{each}</Relationships>'


def _sheet(rows: list[list[str]]) -> str:
    lines = []
    for row, cells in enumerate(rows, 1):
        inside = "".join(
            f'<c r="{chr(65 + column)}{row}" t="inlineStr"><is><t>{text.replace("&", "&amp;")}</t></is></c>'
            for column, text in enumerate(cells)
            if text
        )
        lines.append(f'<row r="{row}">{inside}</row>')
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'


@pytest.fixture
def sheets(pane: DocumentPane, show: Show, workbook: Path) -> DocumentText:
    return show(workbook)


def cell(pane: DocumentPane, row: int, column: int) -> QPoint:
    """Return where a cell stands in the table."""
    view = pane.table_view
    return view.table.visualRect(view.model.index(row, column)).center()


def click(pane: DocumentPane, row: int, column: int, keys: Qt.KeyboardModifier = PLAIN) -> None:
    QTest.mouseClick(pane.table_view.table.viewport(), LEFT, keys, cell(pane, row, column))


def test_a_workbook_is_a_table_with_a_tab_a_sheet(pane: DocumentPane, sheets: DocumentText) -> None:
    view = pane.table_view
    assert pane.views.shown is view
    assert [view.tabs.tabText(at) for at in range(view.tabs.count())] == [
        "Posts",
        "Notes",
        "names of the sheets",
    ]
    assert view.model.index(4, 0).data() == "Constable & staff"
    header = view.model.headerData(1, Qt.Orientation.Horizontal)
    assert header == "B\nPosts", "what the column is called stays in sight"
    assert pane.toolbar.of.text() == "of 3"
    assert sheets.parts[0].place == "sheet:Posts"


def test_a_cell_says_its_number_where_it_shows_another() -> None:
    model = SheetTable(LIGHT)
    model.show(
        Sheet(Part("sheet:Posts", "", "Vacant\t12%", cells=((0, "A1"), (7, "B1")), raw=(("B1", "0.1249"),)))
    )
    tips = [model.index(0, column).data(Qt.ItemDataRole.ToolTipRole) for column in (0, 1)]
    assert tips == [None, "In the file: 0.1249"]
    model.set_marks([Mark("sheet:Posts", 7, 10, 2, "Capacity")])
    tip = model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert "Capacity" in tip
    assert tip.endswith("\nIn the file: 0.1249")


def test_a_cell_is_a_passage_with_its_place(pane: DocumentPane, sheets: DocumentText, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.selection_changed):
        click(pane, 3, 0)
    chosen = pane.selection()
    assert chosen is not None
    assert (chosen.place, chosen.quote) == ("sheet:Posts!A4", "Sergeant")
    made = anchors.passage(sheets, chosen.place, chosen.start, chosen.end)
    assert (made.place, made.quote) == (chosen.place, "Sergeant")
    with qtbot.waitSignal(pane.number_pressed) as pressed:
        QTest.keyClick(pane.table_view.table, Key.Key_2)
    assert pressed.args == [2]


def test_the_keyboard_selects_cells_side_by_side(pane: DocumentPane, sheets: DocumentText) -> None:
    table = pane.table_view.table
    table.setFocus()
    pane.go_to("sheet:Posts!A4")
    assert pane.selection() is None
    QTest.keyClick(table, Key.Key_Right, SHIFT)
    chosen = pane.selection()
    assert chosen is not None
    assert (chosen.place, chosen.quote) == ("sheet:Posts!A4:B4", "Sergeant\t6")
    QTest.keyClick(table, Key.Key_Down, SHIFT)
    chosen = pane.selection()
    assert chosen is not None
    assert (chosen.place, chosen.quote) == ("sheet:Posts!A4:B5", "Sergeant\t6\nConstable & staff\t14")
    area = table.selectionModel().selection().first()
    assert (area.left(), area.right()) == (0, 1), "what is quoted is what is seen selected"
    made = anchors.passage(sheets, chosen.place, chosen.start, chosen.end)
    assert (made.place, made.quote, made.start, made.end) == (
        chosen.place,
        chosen.quote,
        chosen.start,
        chosen.end,
    )
    QTest.keyClick(table, Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == chosen.quote
    QTest.keyClick(table, Key.Key_Escape)
    assert pane.selection() is None
    assert sheets.parts


def test_a_place_that_names_a_cell_is_gone_to(qtbot: QtBot, pane: DocumentPane, sheets: DocumentText) -> None:
    pane.go_to("sheet:Notes!B3")
    view = pane.table_view
    assert view.tabs.currentIndex() == 1
    assert (view.table.currentIndex().row(), view.table.currentIndex().column()) == (2, 1)
    QTest.keyClick(pane, Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert view.place() == "sheet:Posts"
    pane.toolbar.as_text.toggle()
    pane.go_to("sheet:Posts!A5")
    # A text is put on the screen in turns, so that a long one holds nothing up; on a busy machine this takes some.
    qtbot.waitUntil(lambda: pane.text_view.textCursor().block().text().startswith("Constable & staff"))
    part = sheets.parts[0]
    assert part.text.split("\n")[4].startswith("Constable")


def test_marks_and_hits_are_seen_in_the_cells(pane: DocumentPane, sheets: DocumentText, qtbot: QtBot) -> None:
    text, view = sheets.parts[0].text, pane.table_view
    at = text.index("Constable")
    pane.set_marks([Mark("sheet:Posts!A5", at, at + 17, 2, "Unit", "unit")])
    brush = view.model.index(4, 0).data(Qt.ItemDataRole.BackgroundRole)
    assert brush.color().name().upper() == LIGHT.highlight(2)
    with qtbot.waitSignal(pane.mark_activated) as opened:
        click(pane, 4, 0)
    assert opened.args == ["unit"]
    pane.find("reviewed")
    qtbot.waitUntil(lambda: pane.find_bar.count.text() == "1 of 1")
    assert view.place() == "sheet:Notes"
    QTest.keyClick(pane.find_bar.words, Key.Key_Escape)
    chosen = pane.selection()
    assert chosen is not None
    assert chosen.place == "sheet:Notes!B3"


def test_a_mark_on_cells_is_on_no_others_of_their_rows(
    pane: DocumentPane, sheets: DocumentText, qtbot: QtBot
) -> None:
    made = anchors.passage(sheets, "sheet:Posts!B3:C5", 0, 0)
    assert made.quote == "2\n6\t2\n14\t3"
    pane.set_marks([Mark(made.place, made.start, made.end, 2, "Unit", "unit")])
    model = pane.table_view.model
    marked = {
        (row, column)
        for row in range(model.rowCount())
        for column in range(model.columnCount())
        if model.index(row, column).data(Qt.ItemDataRole.BackgroundRole) is not None
    }
    assert marked == {(2, 1), (3, 1), (3, 2), (4, 1), (4, 2)}
    pane.toolbar.as_text.toggle()
    qtbot.waitUntil(lambda: not pane.text_view.filling)
    spans = [extra.cursor.selectedText() for extra in pane.text_view.extraSelections()]
    assert spans == ["2", "6\t2", "14\t3"]
    pane.toolbar.as_text.toggle()
    pane.go_to(made.place)
    table = pane.table_view.table
    qtbot.waitUntil(lambda: (table.currentIndex().row(), table.currentIndex().column()) == (2, 1))


def test_words_of_a_picture_on_a_sheet_are_lines_to_cite(pane: DocumentPane) -> None:
    view = pane.table_view
    words = "Posts agreed\nin May 2017"
    sheet = Part("sheet:Posts", "sheet Posts", "Rank", cells=((0, "A1"),))
    found = Picture("xl/media/image1.png", "cd" * 32, sheet.place)
    picture = Part("sheet:Posts/picture1", "sheet Posts, picture 1", words, recognised=True, picture=found)
    view.open(DocumentText("ab" * 32, "xlsx", "made/1", (sheet, picture)))
    view.tabs.setCurrentIndex(1)
    assert view.table.accessibleName() == "Beside the sheets: sheet Posts, picture 1"
    view.table.selectAll()
    chosen = view.selected()
    assert chosen is not None
    assert (chosen.place, view.quote(chosen)) == ("sheet:Posts/picture1", words)


def test_cells_that_show_nothing_are_no_selection(pane: DocumentPane, sheets: DocumentText) -> None:
    click(pane, 0, 1)
    assert pane.selection() is None
    click(pane, 2, 2, SHIFT)
    chosen = pane.selection()
    assert chosen is not None
    assert (chosen.place, chosen.quote) == ("sheet:Posts!B2:C3", "Posts\tVacant\n2")
    assert sheets.parts


def test_the_same_cells_are_selected_in_the_text(
    pane: DocumentPane, sheets: DocumentText, qtbot: QtBot
) -> None:
    click(pane, 4, 0)
    before = pane.selection()
    pane.toolbar.as_text.toggle()
    assert pane.views.shown is pane.text_view
    qtbot.waitUntil(lambda: pane.selection() is not None)  # a text is put on the screen in turns
    now = pane.selection()
    assert now is not None
    assert before is not None
    assert (now.start, now.end, now.quote) == (before.start, before.end, before.quote)
    pane.toolbar.as_text.toggle()
    assert pane.selection() == before
    assert sheets.problem is None


def test_a_reader_of_the_screen_hears_cell_and_column(pane: DocumentPane, sheets: DocumentText) -> None:
    assert pane.table_view.table.accessibleName() == "Sheet Posts"
    index = pane.table_view.model.index(3, 1)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "B4 6"
    table = QAccessible.queryAccessibleInterface(pane.table_view.table)
    assert table.childCount() > 10
    assert len(sheets.parts) == 3


def test_rows_and_cells_go_by_the_parts_own_text() -> None:
    text = "Name\tPosts\n\nÆthel 😀\t4\tlate"
    cells = ((0, "A1"), (5, "B1"), (12, "A3"), (20, "B3"), (22, "C3"))
    sheet = Sheet(Part("sheet:X", "sheet X", text, cells=cells))
    assert (sheet.rows, sheet.columns, sheet.heading) == (3, 3, 0)
    assert sheet.text(2, 0) == "Æthel 😀"
    assert sheet.text(1, 2) == ""
    assert sheet.at(text.index("late") + 2) == (2, 2)
    assert sheet.find("c3") == (2, 2)
    assert sheet.find("B2") == (1, 1)
    assert sheet.find("ZZZ9") is None
    for row in range(sheet.rows):
        for column, (start, end) in enumerate(sheet.spans(row)):
            assert text[start:end] == sheet.text(row, column)
