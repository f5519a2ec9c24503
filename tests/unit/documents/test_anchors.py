"""A passage stays found: laws of making, quoting and finding again."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reviewer.desk.words.errors import error_words
from reviewer.documents.anchors import find_quote, passage, resolve
from reviewer.model import DocumentText, NoText, Part, PassageError, Reason
from reviewer.model.problems import problem

LETTERS = st.sampled_from(
    "abcxyz   \n\t\u00a0\u00ad\u200b'\u2019\"\u201c-\u2011.,\U0001f600\U00010348אבגمرحé\u0301"
)
TEXTS = st.text(alphabet=LETTERS, min_size=1, max_size=200)


def document(*texts: str, extractor: str = "made/1") -> DocumentText:
    """Return a document with a page for each text."""
    parts = tuple(Part(f"p{n}", f"page {n}", text) for n, text in enumerate(texts, start=1))
    return DocumentText("ab" * 32, "pdf", extractor, parts)


@given(TEXTS, st.data())
def test_any_selection_resolves_exactly_where_it_was_made(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    made = passage(document(text), "p1", start, end)
    found = resolve(made, document(text))
    assert (found.state, found.place, found.start, found.end) == ("exact", "p1", start, end)
    assert made.quote == text[start:end]


@given(TEXTS, TEXTS, TEXTS, st.text(alphabet=LETTERS, max_size=80), st.text(alphabet=LETTERS, max_size=80))
def test_an_edit_elsewhere_leaves_the_quote_found(
    before: str, quote: str, after: str, put_before: str, put_after: str
) -> None:
    made = passage(document(before + quote + after), "p1", len(before), len(before) + len(quote))
    edited = put_before + quote + put_after
    found = resolve(made, document(edited))
    assert found.state in {"exact", "moved"}
    assert edited[found.start : found.end] == quote


@given(TEXTS, st.data(), st.text(alphabet=LETTERS, min_size=1, max_size=60))
def test_text_put_in_far_before_moves_the_passage_with_its_words(
    text: str, data: st.DataObject, put: str
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    body = "q" * 60 + text
    made = passage(document(body), "p1", start + 60, end + 60)
    found = resolve(made, document(put + body))
    assert found.state in {"exact", "moved"}
    assert (put + body)[found.start : found.end] == made.quote
    if put[0] != "q":
        assert found.start == start + 60 + len(put)


@given(TEXTS, st.data())
def test_a_quote_is_found_however_it_is_spaced_and_quoted(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end]
    typed = " ".join(quote.replace("\u00ad", "").replace("\u2019", "'").replace("\u201c", '"').split())
    assume(any(char.isalnum() for char in typed))
    try:
        found = find_quote(document(text), typed)
    except PassageError as refused:
        if refused.problem.reason is Reason.QUOTE_TWICE_AT:
            return
        raise
    strip = dict.fromkeys(map(ord, "\u00ad\u200b \n\t\u00a0"))
    fold = {0x2019: "'", 0x201C: '"', 0x2011: "-"}
    assert found.quote.translate(strip).translate(fold) == quote.translate(strip).translate(fold)


def test_a_quote_with_line_ends_curly_marks_and_soft_hyphens_is_found() -> None:
    text = document("The force\u2019s super\u00advisors\nhad\u00a0\u201cno  plan\u201d at all.")
    made = find_quote(text, 'force\'s supervisors had "no plan"')
    assert made.quote == "force\u2019s super\u00advisors\nhad\u00a0\u201cno  plan\u201d"
    assert (made.before, made.after) == ("The ", " at all.")


def test_a_quote_that_fits_twice_is_refused_until_its_place_is_given() -> None:
    text = document("a policy on vetting", "nothing", "a policy on vetting and more")
    with pytest.raises(PassageError, match=r"quote-twice .*'p1', 'p3'"):
        find_quote(text, "policy on vetting")
    assert find_quote(text, "policy on vetting", "p3").place == "p3"


def test_a_quote_that_fits_twice_in_one_place_asks_for_more_words() -> None:
    with pytest.raises(PassageError, match="quote-twice-at"):
        find_quote(document("no plan, no plan"), "no plan", "p1")


def test_a_quote_that_is_not_there_says_so_and_counts_unreadable_pages() -> None:
    scan = DocumentText(
        "ab" * 32,
        "pdf",
        "made/1",
        (Part("p1", "page 1", "", no_text=NoText.PICTURE), Part("p2", "page 2", "words")),
    )
    with pytest.raises(PassageError) as refused:
        find_quote(scan, "no such thing")
    assert refused.value.problem == problem(Reason.QUOTE_ABSENT_UNREAD, quote="no such thing", unread=1, of=2)
    assert error_words(refused.value) == (
        "These words are not in this document: “no such thing”. "
        "Check the words; 1 of its 2 pages show something but have no text."
    )


@pytest.mark.parametrize("quote", ["", "  ", "\u00ad"])
def test_a_quote_without_words_is_refused(quote: str) -> None:
    with pytest.raises(PassageError, match="quote-empty"):
        find_quote(document("text"), quote)


def test_a_place_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(PassageError) as refused:
        find_quote(document("one", "two"), "one", "p9")
    assert error_words(refused.value) == "There is no place p9 in this document. Its places are p1, p2."
    with pytest.raises(PassageError) as refused:
        find_quote(document(*["one"] * 8), "one", "p9")
    assert error_words(refused.value).endswith("p5, p6 and so on to p8.")


def test_a_cell_names_the_place() -> None:
    sheet = Part(
        "sheet:Staff",
        "sheet Staff",
        "name\trole\nAnn\tlead",
        cells=((0, "A1"), (5, "B1"), (10, "A2"), (14, "B2")),
    )
    book = DocumentText("ab" * 32, "xlsx", "made/1", (sheet,))
    assert find_quote(book, "lead").place == "sheet:Staff!B2"
    assert find_quote(book, "lead", "sheet:Staff!B2").start == 14
    with pytest.raises(PassageError, match="quote-absent place=sheet:Staff!A1"):
        find_quote(book, "lead", "sheet:Staff!A1")
    assert resolve(find_quote(book, "lead"), book).state == "exact"


def test_a_passage_whose_words_are_gone_is_lost() -> None:
    made = passage(document("there was a plan"), "p1", 6, 16)
    assert resolve(made, document("nothing of the sort")).state == "lost"


def test_a_passage_on_another_page_or_respaced_is_moved() -> None:
    made = passage(document("there was a plan here"), "p1", 6, 16)
    assert resolve(made, document("new cover", "there was a plan here")).place == "p2"
    respaced = resolve(made, document("there was\na\u00a0plan here"))
    assert (respaced.state, respaced.start, respaced.end) == ("moved", 6, 16)


def test_context_tells_equal_quotes_apart() -> None:
    made = passage(document("first yes. second yes. third yes."), "p1", 18, 21)
    found = resolve(made, document("zero yes. first yes. second yes. third yes."))
    assert found.start == 28


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (-1, 2), (0, 99)])
def test_an_empty_or_impossible_selection_is_refused(start: int, end: int) -> None:
    with pytest.raises(PassageError):
        passage(document("text"), "p1", start, end)
