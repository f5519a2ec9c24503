"""A further language of a case folder, beside what the window shows of it."""

from __future__ import annotations

import shutil
from pathlib import Path

from reviewer.desk.case_fields import CaseField
from reviewer.desk.case_saving import OpenCase
from reviewer.model.inspection import MONTHS


def test_a_language_that_was_added_again_keeps_what_was_typed_when_it_is_put_back(
    root: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(root / "resources/samples/boundaries/case", tmp_path / "case")
    case = OpenCase(folder)
    case.remove_language("cy")
    case.add_language("cy", MONTHS)
    title = CaseField("framework.cy.toml", ("title",), needed=True)
    case.fields.put(title, "Teipiwyd eto")
    case.take_back()
    assert case.fields.says(title) == "Teipiwyd eto"
    assert case.save() == ()
    assert 'title = "Teipiwyd eto"' in (folder / "framework.cy.toml").read_text("utf-8")
    assert (folder / "before-framework.cy.toml").exists(), "what was taken off is kept beside"
