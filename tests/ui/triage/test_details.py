"""What stands beside the list of the intake."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel
from shiboken6 import Shiboken

from reviewer.desk.display import DocumentRow
from reviewer.desk.triage.values import Matter, Sort
from reviewer.desk.values import Likeness
from reviewer.ui.look import Look
from reviewer.ui.triage import details
from reviewer.ui.triage.details import MatterDetail
from reviewer.ui.triage.matters import MatterRows


@pytest.mark.usefixtures("qapp")
def test_of_a_form_that_hundreds_sent_the_likest_pairs_are_listed_and_the_rest_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(details, "MOST_PAIRS", 2)
    look = Look()
    detail = MatterDetail(look, MatterRows(look, {}, ("force", "forces")))
    sent = tuple(
        DocumentRow(f"r{at}", f"d{at}", "form.txt", f"b{at}", date(2025, 2, 1), "", False) for at in (0, 1)
    )
    pair = Likeness("d0", "d1", 100, 100, 90)
    detail.show_matter(Matter("alike", Sort.ALIKE, "", "form.txt", sent, pairs=(pair,) * 5), None)
    assert detail.concerned is not None
    assert detail.concerned.count() == 2
    assert any(label.text().startswith("3 more pairs") for label in detail.findChildren(QLabel))
    Shiboken.delete(detail)
