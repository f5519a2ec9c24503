from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.errors import PaperError
from reviewer.paper import (
    Bullets,
    Heading,
    Paragraph,
    Quote,
    Run,
    Table,
    blocks_from_markdown,
    chunks,
    text_of_blocks,
)
from reviewer.paper.markdown import DEEPEST


def test_emphasis_and_links_become_runs() -> None:
    (block,) = blocks_from_markdown("A *b* **c** [d](mailto:d@example.org).")
    assert block == Paragraph(
        (
            Run("A "),
            Run("b", em=True),
            Run(" "),
            Run("c", strong=True),
            Run(" "),
            Run("d", href="mailto:d@example.org"),
            Run("."),
        )
    )


def test_every_kind_of_block() -> None:
    text = (
        "# One\n\n> Quoted\n>\n> - in it\n\n3. three\n   - inside\n4. four\n\n| a | b |\n|---|---|\n| 1 | 2 |"
    )
    heading, quote, numbers, table = blocks_from_markdown(text)
    assert heading == Heading("One", 2)
    assert isinstance(quote, Quote)
    assert [type(part) for part in quote.blocks] == [Paragraph, Bullets]
    assert isinstance(numbers, Bullets)
    assert [numbers.label(index) for index in (0, 1)] == ["3.", "4."]
    assert [type(part) for part in numbers.items[0]] == [Paragraph, Bullets]
    assert table == Table("", ("a", "b"), (("1", "2"),))


def test_headings_and_cells_keep_links_and_emphasis() -> None:
    words = "See **this** [page](https://a.example)"
    runs = (Run("See "), Run("this", strong=True), Run(" "), Run("page", href="https://a.example"))
    heading, table = blocks_from_markdown(f"## {words}\n\n| {words} | b |\n|---|---|\n| 1 | {words} |")
    assert heading == Heading(runs, 2)
    assert table == Table("", (runs, "b"), (("1", runs),))
    bold = tuple(replace(run, strong=True) for run in runs)
    (quote,) = blocks_from_markdown(f"> ## {words}\n>\n> | a | b |\n> |---|---|\n> | c | {words} |")
    assert quote == Quote(
        (Paragraph(bold), Paragraph((Run("a – b"),)), Paragraph((Run("c – See "), *runs[1:])))
    )


def test_what_stands_for_a_mark_is_strong_leaning_or_linked_as_the_words_around_it() -> None:
    marks = {"\ue100": (Run("Said.", mark="m"),)}
    (block,) = blocks_from_markdown("**A \ue100** *\ue100* [\ue100](https://a.example)", marks)
    assert block == Paragraph(
        (
            Run("A ", strong=True),
            Run("Said.", strong=True, mark="m"),
            Run(" "),
            Run("Said.", em=True, mark="m"),
            Run(" "),
            Run("Said.", href="https://a.example", mark="m"),
        )
    )


def test_a_hard_break_stays_and_a_soft_one_is_a_space() -> None:
    (block,) = blocks_from_markdown("one  \ntwo\nthree")
    assert block == Paragraph((Run("one\ntwo three"),))


@pytest.mark.parametrize(
    "text", ["<b>bold</b>", "<script>alert(1)</script>", "`code`", "---", "    indented"]
)
def test_what_a_letter_cannot_hold_stays_as_typed(text: str) -> None:
    (block,) = blocks_from_markdown(text)
    assert block == Paragraph((Run(text.strip()),))


@pytest.mark.parametrize("href", ["data.html", "#there", "ftp://x.example"])
def test_a_link_into_nowhere_is_refused(href: str) -> None:
    with pytest.raises(PaperError, match="leads neither to the web"):
        blocks_from_markdown(f"[here]({href})")


@pytest.mark.parametrize("href", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"])
def test_what_could_run_or_open_is_no_link(href: str) -> None:
    (block,) = blocks_from_markdown(f"[here]({href})")
    assert isinstance(block, Paragraph)
    assert all(not run.href for run in block.runs)


def test_marks_are_replaced_by_their_runs() -> None:
    told = {"\ue100": (Run("First.", mark="a"),), "\ue101": (Run("Second.", mark="b"),)}
    (block,) = blocks_from_markdown("Before. \ue100 \ue101 After.", told)
    assert isinstance(block, Paragraph)
    assert [(run.text, run.mark) for run in block.runs] == [
        ("Before. ", ""), ("First.", "a"), (" ", ""), ("Second.", "b"), (" After.", ""),
    ]  # fmt: skip


def test_headings_and_tables_within_a_quotation_flow() -> None:
    (quote,) = blocks_from_markdown("> # Head\n>\n> > deeper\n>\n> | a | b |\n> |---|---|\n> | 1 | 2 |")
    assert text_of_blocks([quote]) == "Head\n\ndeeper\n\na – b\n\n1 – 2\n"


def test_chunks_are_the_blocks_as_they_were_typed() -> None:
    text = "One *two*.\n\n> three\n\n- a\n- b\n\n    \n\nlast\nline"
    assert chunks(text) == ("One *two*.", "> three", "- a\n- b", "last\nline")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Co"]), max_size=200))
def test_no_text_is_too_odd_and_chunks_give_the_same_blocks(text: str) -> None:
    try:
        whole = blocks_from_markdown(text)
    except PaperError:
        return
    pieces = [block for chunk in chunks(text) for block in blocks_from_markdown(chunk)]
    assert "".join(text_of_blocks(pieces).split()) == "".join(text_of_blocks(whole).split())


@pytest.mark.parametrize(
    "row",
    [
        "| Strategy | April | seen | but never adopted |",
        "| Strategy | `a|b` | seen |",
        "| | | | never adopted |",
        "Strategy | April | seen | but never adopted",
        "| 0 | 0 | 0 | 0 |",
        "| 1.5 | 1.5 | 1.5 | 1.5 |",
        "| – | – | – | – |",
    ],
)
@pytest.mark.parametrize("before", ["", "> ", "- "])
def test_a_row_with_more_cells_than_columns_is_refused_with_its_words(row: str, before: str) -> None:
    inner = "  " if before == "- " else before
    text = f"{before}| a | b | c |\n{inner}|---|---|---|\n{inner}{row}"
    with pytest.raises(PaperError, match="more cells than its table has columns"):
        blocks_from_markdown(text)


@pytest.mark.parametrize("row", ["| 1 | 2 |", "| 1 |", "1 | 2", r"| a \| b | c |", "| > 5 | x |", "|  | |"])
@pytest.mark.parametrize("before", ["", "> ", "12. "])
def test_a_row_that_fits_is_kept(row: str, before: str) -> None:
    inner = "    " if before == "12. " else before
    words = text_of_blocks(blocks_from_markdown(f"{before}| a | b |\n{inner}|---|---|\n{inner}{row}"))
    assert all(letter in words for letter in row if letter.isalnum())


@pytest.mark.parametrize("before", ["", "> ", "12. "])
def test_an_escaped_mark_and_an_entity_in_a_row_are_the_signs_they_stand_for(before: str) -> None:
    inner = "    " if before == "12. " else before
    words = text_of_blocks(
        blocks_from_markdown(f"{before}| a | b |\n{inner}|---|---|\n{inner}| \\* | &amp; |")
    )
    assert words.splitlines()[-1].replace("–", " ").split() == ["*", "&"]


@pytest.mark.parametrize("depth", range(1, 13))
@pytest.mark.parametrize("mark", ["- ", "> ", "1. "])
def test_each_level_is_kept_or_the_text_is_refused(depth: int, mark: str) -> None:
    text = "\n".join(
        f"{(' ' * len(mark) if mark != '> ' else mark) * level}{mark}level{level}" for level in range(depth)
    )
    if depth > DEEPEST:
        with pytest.raises(PaperError, match="deep"):
            blocks_from_markdown(text)
    else:
        words = text_of_blocks(blocks_from_markdown(text))
        assert [f"level{level}" for level in range(depth)] == [
            word for word in words.split() if word.startswith("level")
        ]


def test_a_thousand_levels_are_refused_and_not_dropped() -> None:
    with pytest.raises(PaperError, match="deep"):
        blocks_from_markdown("> " * 1000 + "deep down")


def test_a_list_begins_at_its_own_number() -> None:
    (numbers,) = blocks_from_markdown("0. none\n1. one")
    assert isinstance(numbers, Bullets)
    assert [numbers.label(index) for index in (0, 1)] == ["0.", "1."]
