"""A passage stays found: laws of making, quoting and finding again."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reviewer.desk.words.errors import error_words
from reviewer.documents.anchors import find_quote, passage, resolve
from reviewer.model import DocumentText, NoText, Part, Passage, PassageError, Reason
from reviewer.model.letterforms import Plain
from reviewer.model.problems import problem

LETTERS = st.sampled_from(
    "abcxyz   \n\t\u00a0\u00ad\u200b'\u2019\"\u201c-\u2011.,\U0001f600\U00010348אבגمرحé\u0301"
)
TEXTS = st.text(alphabet=LETTERS, min_size=1, max_size=200)
# Letters in other forms: ligatures, Arabic ones as they join, wide, halved, joined and divided ones, marks out of order.
FORMS = st.sampled_from(
    "ab\u00e9fi \n\ufb01\ufb02\ufb03\u0132\ufef5\ufefb\ufe8e\ufe91\ufedf\ufdfa\uff21\uff76\uff9e\uac01\u1112\u1161\u00bd\u2026\u2033"
    "\u0301\u0323\u0302\u1ec7\u00b4\u2010\u2011-\u00ad\u200d\u202b\u0640\u0634\u0651\u064e"
)
UNTYPED = " \n\u00ad\u200d\u202b\u0640"
FORMED = st.text(alphabet=FORMS, min_size=1, max_size=60)


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


def quoted_once(text: str, quote: str) -> Passage | None:
    """Return what a quote stands for in a text, or None where it fits twice; any other refusal is raised."""
    try:
        return find_quote(document(text), quote)
    except PassageError as refused:
        if refused.problem.reason is not Reason.QUOTE_TWICE_AT:
            raise
        return None


@given(FORMED, st.data())
def test_a_quote_taken_from_a_text_is_that_stretch_of_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    bare = text[start:end].strip(UNTYPED)
    assume(bare)
    start += len(text[start:end]) - len(text[start:end].lstrip(UNTYPED))
    found = quoted_once(text, text[start:end])
    assert found is None or (found.start, found.end, found.quote) == (start, start + len(bare), bare)


@given(FORMED, st.data())
def test_a_quote_is_found_as_a_person_types_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    at_the_ends = (text[start], text[end : end + 1] or "a")
    assume(not any(unicodedata.combining(unicodedata.normalize("NFKD", char)[0]) for char in at_the_ends))
    quote = text[start:end]
    assume("\u00b4" not in quote and quote.strip(UNTYPED))
    typed = unicodedata.normalize("NFKC", re.sub(r"\u00ad(?=\w)", "", quote.replace("\u2033", '"')))
    found = quoted_once(text, typed.replace("\u2010", "-"))
    if found is not None:
        assert start <= found.start < found.end <= end
        assert not text[start : found.start].strip(UNTYPED)
        assert not text[found.end : end].strip(UNTYPED)


@given(FORMED, st.data())
def test_no_stretch_as_typed_stands_for_more_or_less_than_its_letters(text: str, data: st.DataObject) -> None:
    plain = Plain(text)
    start = data.draw(st.integers(0, len(plain.text) - 1))
    end = data.draw(st.integers(start + 1, len(plain.text)))
    span = plain.span(start, end)
    assume(span is not None)
    assert span is not None
    first, last = span
    # All of it is in there, and of what is in there only the outermost, of ligatures, may not be of it.
    assert plain.text[start:end] in Plain(text[first:last]).text
    assert Counter(Plain(text[first + 1 : last - 1]).text) <= Counter(plain.text[start:end])


def test_what_a_document_sets_otherwise_is_found_as_typed_and_kept_as_it_is() -> None:
    text = document(
        "The o\ufb03ce\u2019s \ufb01rst non\u2010emer\u00ad\ngency line\u2026 cost \u00a3\u00bd\u202fm (\uff21\uff22)"
    )
    made = find_quote(text, "office's first non-emergency line... cost £1/2 m (AB)")
    assert (made.start, made.end, made.quote) == (4, len(text.parts[0].text), text.parts[0].text[4:])
    arabic = document("\ufe8d\ufedf\ufee4\ufed4\ufe98\ufeb6 \ufefb")
    assert find_quote(arabic, "المفتش لا").quote == arabic.parts[0].text


def test_half_a_ligature_is_quoted_whole_and_a_letter_is_not_quoted_without_its_mark() -> None:
    assert find_quote(document("the o\ufb03ce"), "the of").quote == "the o\ufb03"
    with pytest.raises(PassageError, match="quote-absent"):
        find_quote(document("a caf\u00e9"), "a cafe")
    assert find_quote(document("a cafe\u0301 there"), "caf\u00e9 t").quote == "cafe\u0301 t"


def test_a_passage_whose_ligatures_another_extractor_takes_apart_has_its_words_still() -> None:
    made = find_quote(document("the chief o\ufb03cer said"), "chief officer")
    found = resolve(made, document("the chief officer said"))
    assert (found.state, found.start, found.end) == ("moved", 4, 17)


def test_a_hyphen_at_the_end_of_a_line_is_quoted_without_the_line_end() -> None:
    assert find_quote(document("a well-\n  known plan"), "well-known").quote == "well-\n  known"
    assert find_quote(document("a well-\n  known plan"), "a well-").quote == "a well-"


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
