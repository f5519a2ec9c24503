"""The guide as values: what stands under which heading, what is found in it, and where links lead."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.desk.guide import Guide, Hit
from reviewer.errors import ReviewerError

FIRST = """# Guide

Begin here. Then [the second](second.md#late-ones), or [elsewhere](https://example.org/a?b=1).

1. **Receive.** Drop the files.
   They are kept.
2. **Sign.** With your identity.

After the list comes [no page](third.md).
"""
SECOND = """# Second page

<!-- keys: begin -->

![The desk](images/desk.png)

| | |
|---|---|
| Ctrl+Z | Undo |

## Late ones

Café papers are **marked** late.

```
code = "undoing"
```

## Late ones

Here the inspector’s papers stand again.
"""


@pytest.fixture
def guide(tmp_path: Path) -> Guide:
    (tmp_path / "README.md").write_text(FIRST, encoding="utf-8")
    (tmp_path / "second.md").write_text(SECOND, encoding="utf-8")
    (tmp_path / "alone.md").write_text("# Alone\n\nNothing leads here.\n", encoding="utf-8")
    return Guide(tmp_path)


def told(hits: tuple[Hit, ...]) -> list[tuple[str, str]]:
    return [(hit.topic, hit.line) for hit in hits]


def test_pages_stand_in_the_order_in_which_the_first_leads_to_them(guide: Guide) -> None:
    assert guide.titles == {"README": "Guide", "second": "Second page", "alone": "Alone"}


def test_headings_and_items_that_begin_in_bold_are_sections(guide: Guide) -> None:
    page = guide.page("README")
    assert page is not None
    assert [(each.anchor, each.title, each.words) for each in page.sections] == [
        ("guide", "Guide", "Begin here. Then the second, or elsewhere. After the list comes no page."),
        ("receive", "Receive", "Receive. Drop the files. They are kept."),
        ("sign", "Sign", "Sign. With your identity."),
    ]
    assert page.html.count('<a name="receive"></a>') == 1
    assert page.has("receive")
    assert page.has("")
    assert not page.has("late-ones")


def test_links_lead_within_the_guide_and_to_nothing_else(guide: Guide) -> None:
    page = guide.page("README")
    assert page is not None
    assert page.html.count("href=") == 1
    assert '<a href="second.md#late-ones">the second</a>' in page.html
    assert "elsewhere (https://example.org/a?b=1)" in page.html
    assert "no page (third.md)" in page.html


def test_what_nobody_is_to_read_is_left_out_and_a_picture_has_its_words_beneath(guide: Guide) -> None:
    page = guide.page("second")
    assert page is not None
    assert "keys: begin" not in page.html
    assert "<thead>" not in page.html
    assert '<span class="caption">The desk</span>' in page.html
    assert [each.anchor for each in page.sections] == ["second-page", "late-ones", "late-ones-1"]


def test_every_word_is_found_by_its_beginning_whatever_case_and_accents(guide: Guide) -> None:
    assert told(guide.find("CAFE mark")) == [
        ("second#late-ones", 'Café papers are marked late. code = "undoing"')
    ]
    assert [hit.topic for hit in guide.find("undo")] == ["second#second-page", "second#late-ones"]
    assert [hit.topic for hit in guide.find("inspector's")] == ["second#late-ones-1"]
    assert guide.find("apers") == ()
    assert guide.find("cafe drop") == ()
    assert guide.find("  ") == ()


def test_a_heading_comes_before_words_that_stand_somewhere(guide: Guide) -> None:
    assert [hit.topic for hit in guide.find("late")] == ["second#late-ones", "second#late-ones-1"]
    assert next(hit.topic for hit in guide.find("sign")) == "README#sign"


def test_a_page_comes_before_a_heading_and_a_heading_before_an_item(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(
        "# Guide\n\n1. **Backups** are [made](own.md).\n\n## Backups\n\nMade.\n", encoding="utf-8"
    )
    (tmp_path / "own.md").write_text("# Backups\n\nMade.\n", encoding="utf-8")
    assert [hit.topic for hit in Guide(tmp_path).find("backup")] == [
        "own#backups", "README#backups-1", "README#backups",
    ]  # fmt: skip


def test_a_line_shows_where_most_of_the_words_stand_together(tmp_path: Path) -> None:
    text = (
        "# Guide\n\nOne tick. "
        + "Much lies between. " * 30
        + "A tick takes back what a tick said. "
        + "End. " * 40
    )
    (tmp_path / "README.md").write_text(text, encoding="utf-8")
    (hit,) = Guide(tmp_path).find("tick back")
    assert "A tick takes back what a tick said." in hit.line
    assert hit.line.startswith("… ")
    assert hit.line.endswith(" …")
    assert len(hit.line) < 130


def test_all_pages_are_read_one_after_another(guide: Guide) -> None:
    assert [guide.read_on() for _ in range(4)] == [True, True, True, False]


def test_a_guide_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReviewerError, match="The guide is not in"):
        Guide(tmp_path / "gone").find("word")
    (tmp_path / "README.md").write_bytes(b"# \xff\xfe")
    with pytest.raises(ReviewerError, match="The guide is not in"):
        Guide(tmp_path).page("README")


def test_a_page_that_is_asked_for_by_a_wrong_name_is_none(guide: Guide) -> None:
    assert guide.page("third") is None
    assert guide.page("../README") is None
