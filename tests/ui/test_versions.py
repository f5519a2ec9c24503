"""A plan that is sent again, in the window: offered, compared, recorded, its passages tied to the new one, all by keys."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QListWidget

from reviewer.ui.versions.choose_earlier import ChooseDialog
from reviewer.ui.versions.compare import CompareDialog
from reviewer.ui.words import document_detail
from tests.ui.person import WorkingPerson

CLAUSES = "".join(
    f"Clause {n} of the plan names the officers who answer for district {n}.\n" for n in range(12)
)
OLD = (
    CLAUSES
    + "The unit has named a contact at the refuge \U0001f600. It has two posts and one vacancy.\nIt is audited on request.\n"
)
NEW = OLD.replace("two posts", "three posts").replace("It is audited on request.\n", "")


@pytest.fixture
def sent(person: WorkingPerson, tmp_path: Path) -> WorkingPerson:
    desk = person.space.session.desk
    for folder, name, day, text in (("a", "Plan.txt", 10, OLD), ("b", "Plan v2.txt", 24, NEW)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(text, encoding="utf-8")
        desk.receiving.receive("thornwick", [tmp_path / folder / name], date(2025, 2, day))
    for criterion, quote in (
        ("partners", "named a contact"),
        ("unit", "It has two posts and one vacancy"),
        ("systems", "audited on request"),
    ):
        desk.judging.evidence("thornwick", criterion, "Plan.txt", quote)
    person.space.session.refresh()
    person.go_to_body("thornwick")
    person.wait(person.desk.versions.isVisible)
    return person


def comparing(person: WorkingPerson) -> CompareDialog:
    person.wait(lambda: person.compared is not None)
    dialog = person.compared
    assert dialog is not None
    return dialog


def lines(found: QListWidget) -> list[str]:
    return [found.item(at).text() for at in range(found.count())]


def details(person: WorkingPerson) -> dict[str, str]:
    return {row.name: document_detail(row) for row in person.view.documents}


@pytest.mark.thorough
def test_a_new_version_is_offered_and_recorded_by_one_press(sent: WorkingPerson) -> None:
    notice = sent.desk.versions
    assert notice.sentence.text().startswith(
        "Plan v2.txt looks like a new version of Plan.txt (received 10 Feb 2025)."
    )
    assert "looks like a new version" in notice.yes.accessibleDescription()
    sent.click(notice.yes)
    sent.wait(lambda: not notice.isVisible())
    assert "version of Plan.txt" in details(sent)["Plan v2.txt"]
    assert "replaced by Plan v2.txt" in details(sent)["Plan.txt"]
    (view,) = sent.view.criteria["unit"].evidence
    assert view.replaced_by == "Plan v2.txt"
    sent.press("Ctrl+Z")
    sent.wait(notice.isVisible)
    assert "replaced by" not in details(sent)["Plan.txt"]
    sent.click(notice.no)
    sent.wait(lambda: not notice.isVisible())


@pytest.mark.thorough
def test_both_are_shown_with_each_change_and_each_passage(sent: WorkingPerson) -> None:
    sent.click(sent.desk.versions.compare)
    dialog = comparing(sent)
    assert lines(dialog.changes) == ["“two” became “three”.", "gone: “It is audited on request.”"]
    assert dialog.summary.text() == "2 changes. 13 of 15 sentences are the same."
    assert dialog.old.text.toPlainText() == OLD
    shown = QTextCursor(dialog.old.text.document().find("two"))
    assert shown.charFormat().fontStrikeOut(), "marked by shape"
    assert QTextCursor(dialog.new.text.document().find("three")).charFormat().fontUnderline()
    sent.press("Alt+Down")
    assert dialog.changes.currentRow() == 1
    assert dialog.changes.hasFocus()
    sent.press("Alt+Up")
    assert dialog.changes.currentRow() == 0
    words = " | ".join(lines(dialog.passages))
    assert "Kept: “named a contact”" in words
    assert "1 of 7 words differs. Now: “It has three posts and one vacancy”" in words
    assert "Gone: “audited on request”" in words
    dialog.close()


@pytest.mark.thorough
def test_passages_are_tied_to_the_new_version_all_kept_or_one_by_one(sent: WorkingPerson) -> None:
    sent.space.session.choose_document(next(row for row in sent.view.documents if row.name == "Plan.txt"))
    sent.click(sent.desk.versions.compare)
    dialog = comparing(sent)
    sent.click(dialog.is_version)
    sent.wait(lambda: not dialog.is_version.isVisible())
    sent.click(dialog.carry_kept)
    sent.wait(lambda: dialog.beside.pair.carried == 1)
    assert sent.message.startswith("1 passage tied to Plan v2.txt")
    assert not dialog.carry_kept.isEnabled()
    at = next(n for n, words in enumerate(lines(dialog.passages)) if words.startswith("Gone"))
    dialog.passages.setFocus()
    dialog.passages.setCurrentRow(at)
    assert not dialog.carry_one.isEnabled()
    dialog.passages.setCurrentRow(1 - at)
    sent.click(dialog.carry_one)
    sent.wait(lambda: dialog.beside.pair.carried == 2)
    dialog.close()
    (view,) = sent.view.criteria["unit"].evidence
    assert (view.name, view.record.content.passage.quote) == (
        "Plan v2.txt",
        "It has three posts and one vacancy",
    )
    sent.press("Ctrl+Z")
    sent.wait(lambda: sent.view.criteria["unit"].evidence[0].name == "Plan.txt")


@pytest.mark.thorough
def test_any_two_documents_can_be_compared_by_key(sent: WorkingPerson) -> None:
    sent.space.session.choose_document(next(row for row in sent.view.documents if row.name == "Plan v2.txt"))
    sent.press("Ctrl+Shift+V")
    chooser = sent.dialog(ChooseDialog)
    assert chooser.windowTitle() == "Compare Plan v2.txt with"
    chooser.list.setCurrentRow(
        next(n for n, words in enumerate(lines(chooser.list)) if words.startswith("Plan.txt"))
    )
    sent.press("Return")
    assert comparing(sent).beside.pair.earlier.name == "Plan.txt"
    comparing(sent).close()
