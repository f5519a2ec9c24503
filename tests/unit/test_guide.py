from __future__ import annotations

import re
from pathlib import Path

import pytest

from reviewer.errors import ReviewerError
from reviewer.framework import case_schema, load_case, overlay_schema, program_words
from reviewer.framework.toml_tables import Table
from reviewer.wording import check_case, compose
from reviewer.wording.environment import FILTERS

FILE = re.compile(r"^### (\S+\.\w+)\n(?:\n[^\n`][^\n]*\n)?\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def guide(root: Path) -> str:
    return (root / "docs/guide/case-folder.md").read_text("utf-8")


def written(guide: str, folder: Path) -> Path:
    for name, text in FILE.findall(guide):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_the_guides_example_is_a_whole_case(guide: str, tmp_path: Path) -> None:
    case = load_case(written(guide, tmp_path))
    check_case(case)

    letter = compose(
        case, case.languages[""], case.body("ash"), {"inspection": "planned", "repair": "planned"}
    )

    assert letter.sentences[0].text == (
        "The quarterly inspection of your playgrounds and the repair of what was found are planned but not yet done."
    )
    assert letter.copied_to == ("Ash District Council",)
    assert compose(case, case.languages["cy"], case.body("aberwen"), {}).subject.endswith("Plwyf Aberwen")


def test_every_key_of_the_schema_is_in_the_guide(guide: str) -> None:
    classes = [
        kind for module in (case_schema, overlay_schema, program_words) for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Table) and kind is not Table
    ]  # fmt: skip
    keys = {field.alias or name for kind in classes for name, field in kind.model_fields.items()}

    assert len(classes) >= 12
    assert sorted(key for key in keys if f"`{key}`" not in guide and f"{key}]" not in guide) == []


def test_every_filter_is_in_the_guide(guide: str) -> None:
    assert sorted(name for name in FILTERS if f"`{name}`" not in guide) == []


def test_a_spoilt_example_is_refused(guide: str, tmp_path: Path) -> None:
    """So that the two tests above prove something."""
    folder = written(guide.replace('tone = "met"', 'tone = "fine"'), tmp_path)

    with pytest.raises(ReviewerError, match="tone"):
        load_case(folder)
