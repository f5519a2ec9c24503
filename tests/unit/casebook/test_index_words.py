"""Common words are indexed with their neighbours: what is found stays the same, whenever a page came."""

from __future__ import annotations

import itertools
import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reviewer.casebook import AT_ONCE, Index, Lookup, parsed
from reviewer.casebook.index_words import JOIN, asked
from reviewer.casebook.tokens import shadow
from reviewer.errors import CancelledError
from reviewer.model import DocumentText, Hit, Part

COMMON = ("the", "of", "and", "to")
RARE = tuple(
    f"{onset}{vowel}{coda}" for coda in ("nt", "rk", "sp", "lt") for onset in "bcdfghklm" for vowel in "aeiou"
)
PAGES = 900
EACH = 30
FIRST = "aa" * 32


class Pages(dict[tuple[str, str], str]):
    """Texts by document and place."""

    def __repr__(self) -> str:
        return "pages"


def made_pages() -> list[str]:
    """Pages of which the first few have no common word yet."""
    chance = random.Random(7)
    found = []
    for number in range(PAGES):
        words = RARE if number < EACH else (*COMMON * 40, *RARE)
        found.append(" ".join(chance.choices(words, k=25)))
    # Its phrase often, or the word alone.
    for ending in (" of the seldom" * 3, " of the seldom" * 2, " of the seldom" + " seldom" * 12):
        found[-1] += ending
        found[-5] += ending
        found[-7] += " seldom"
        found = found[-1:] + found[:-1]
    return found


@pytest.fixture(scope="module")
def pages() -> Pages:
    return Pages(((f"{at // EACH:064x}", f"p{at % EACH}"), text) for at, text in enumerate(made_pages()))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, pages: Pages) -> Iterator[Index]:
    made = Index(tmp_path_factory.mktemp("index"), writable=True)
    for document, found in itertools.groupby(pages.items(), key=lambda page: page[0][0]):
        parts = tuple(Part(place, place, text) for (_, place), text in found)
        made.put(DocumentText(document, "pdf", "made", parts))
    yield made
    made.close()


@pytest.fixture(scope="module")
def lookup(index: Index) -> Lookup:
    return index.lookup()


def at(hits: tuple[Hit, ...]) -> set[tuple[str, str]]:
    return {(hit.document, hit.place) for hit in hits}


TERMS = st.lists(st.sampled_from((*COMMON, *RARE[:4])), min_size=1, max_size=4).map(" ".join)
QUERIES = st.lists(
    st.one_of(
        TERMS.map('"{}"'.format),
        TERMS.map('-"{}"'.format),
        st.just("OR"),
        st.sampled_from(["ba*", "th*", "an*"]),
    ),
    min_size=1,
    max_size=4,
).map(" ".join)


def test_common_words_were_noticed_more_than_once(index: Index) -> None:
    known = index._file._writer.common()  # noqa: SLF001  # the index's own connection: what it was asked for is held against SQLite's answer
    assert set(known.since) >= set(COMMON)
    assert any(JOIN in expression for *_, expression in asked(parsed('"the of"'), known))
    assert not any(JOIN + "seldom" in expression for *_, expression in asked(parsed('"the seldom"'), known))


@pytest.mark.thorough
@settings(max_examples=40)
@given(query=QUERIES)
@example(query='ba* "the to" -"the to"')
@example(query='"of the seldom"')
@example(query='"and the seldom" OR "of the seldom"')
@example(query=" OR ".join(f'"{a} {b} {c} seldom"' for a in COMMON for b in COMMON for c in COMMON))
def test_what_is_found_is_what_stands_there(lookup: Lookup, pages: Pages, query: str) -> None:
    wanted = parsed(query)
    expected = {where for where, text in pages.items() if wanted and wanted.matches(shadow(text))}
    assert at(lookup.first(wanted, limit=PAGES)) == expected
    assert sum(lookup.count(wanted).values()) == len(expected)
    if not wanted.has_beginnings:
        assert at(lookup.best(wanted, limit=PAGES).hits) == expected


@pytest.mark.thorough
@settings(max_examples=40)
@given(query=QUERIES, last=TERMS, letters=st.integers(2, 4))
@example(query='"to and"', last="of the seldom", letters=3)
@example(query="OR", last="of the", letters=2)
def test_what_is_found_while_one_types_a_phrase_is_what_stands_there(
    lookup: Lookup, pages: Pages, query: str, last: str, letters: int
) -> None:
    *before, word = last.split()
    wanted = parsed(f'{query} "{" ".join((*before, word[:letters]))}', growing=True)
    expected = {where for where, text in pages.items() if wanted and wanted.matches(shadow(text))}
    assert at(lookup.first(wanted, limit=PAGES)) == expected
    assert sum(lookup.count(wanted).values()) == len(expected)


@pytest.mark.parametrize("phrase", ["of the seldom", "the of bant", "and to the"])
def test_a_phrase_is_ranked_as_by_the_search_engine_alone(index: Index, lookup: Lookup, phrase: str) -> None:
    ours = lookup.best(parsed(f'"{phrase}"'), limit=PAGES).hits
    plain = index._file._writer.execute(  # noqa: SLF001  # the index's own connection: what it was asked for is held against SQLite's answer
        "SELECT d.sha, p.place FROM words JOIN part p ON p.id = words.rowid JOIN document d ON d.id = p.document"
        " WHERE words MATCH ? ORDER BY bm25(words, 1.0, 0.0), words.rowid",
        (f'"{phrase}"',),
    ).fetchall()
    assert plain
    assert [(hit.document, hit.place) for hit in ours] == plain


@settings(max_examples=40)
@given(query=QUERIES, few=st.sets(st.integers(0, PAGES // EACH - 1), max_size=6))
def test_within_some_documents_the_same_is_found(
    lookup: Lookup, pages: Pages, query: str, few: set[int]
) -> None:
    chosen = {f"{number:064x}" for number in few}
    wanted = parsed(query)
    expected = {
        where
        for where, text in pages.items()
        if wanted and where[0] in chosen and wanted.matches(shadow(text))
    }
    assert at(lookup.first(wanted, chosen, PAGES)) == expected
    assert at(lookup.best(wanted, chosen, PAGES).hits) <= expected


def test_the_first_few_are_told_before_the_rest(index: Index) -> None:
    told: list[tuple[Hit, ...]] = []
    hits = index.lookup().first(parsed("the"), limit=100, tell=told.append)
    assert told == [hits[:AT_ONCE]]
    assert len(hits) == 100


def test_a_beginning_is_ranked_by_the_words_that_begin_so(index: Index) -> None:
    best = index.lookup().best(parsed("ban*"), limit=20).hits
    assert best
    assert all("\ue000bant\ue001" in hit.snippet for hit in best)


def test_a_document_goes_with_all_its_words(tmp_path: Path) -> None:
    made = Index(tmp_path, writable=True)
    texts = [
        DocumentText(
            f"{number:064x}", "pdf", "made", tuple(Part(f"p{n}", "", "the of and tale") for n in range(150))
        )
        for number in range(4)
    ]
    for text in texts:
        made.put(text)
    for text in texts:
        made.put(DocumentText(text.document, "pdf", "made", (Part("p1", "", "nothing"),)))
    for query in ("the", '"the of"', '"the of and"', "ta*", "tale"):
        assert made.search(query) == ()
        assert made.lookup().first(parsed(query)) == ()
    terms = made._file._writer.execute("SELECT count(*) FROM words WHERE words MATCH '\"the of\"'")  # noqa: SLF001  # the index's own connection: what it was asked for is held against SQLite's answer
    assert terms.fetchone() == (0,)
    made._file._writer.execute("INSERT INTO words(words) VALUES('integrity-check')")  # noqa: SLF001  # the index's own connection: what it was asked for is held against SQLite's answer
    made.close()


def test_one_search_is_not_held_up_by_another(index: Index) -> None:
    """The one keeps its connection while the other asks on its own, and only its own is stopped."""
    ranking, typing = index.lookup(), index.lookup()
    with ranking._reading.lock:  # noqa: SLF001  # the index's own connection: what it was asked for is held against SQLite's answer
        outcome: list[object] = []
        other = threading.Thread(target=lambda: outcome.append(typing.first(parsed("the"), limit=3)))
        other.start()
        other.join(20)
        assert not other.is_alive()
        assert len(outcome[0]) == 3  # type: ignore[arg-type]


def test_a_stop_ends_one_search_and_not_the_next(index: Index) -> None:
    lookup = index.lookup()

    def stop(_hits: object) -> None:
        lookup.interrupt()

    with pytest.raises(CancelledError, match="search was stopped"):
        lookup.first(parsed("the"), limit=500, tell=stop)
    assert len(lookup.first(parsed("the"), limit=5)) == 5


def test_whenever_a_stop_comes_a_search_ends_whole_or_stopped(tmp_path: Path) -> None:
    """Also while SQLite makes a connection's tables ready: one of fifty such stops was told as a fault of a table."""
    index = Index(tmp_path, writable=True)
    index.put(DocumentText(FIRST, "text", "made", tuple(Part(f"p{n}", "", "a word") for n in range(20))))
    outcome: list[object] = []

    def ask(lookup: Lookup) -> None:
        try:
            outcome.append(len(lookup.best(parsed("word"), [FIRST], 20).hits))
        except CancelledError as stopped:
            outcome.append(str(stopped))

    for number in range(600):
        lookup = index.lookup()
        asking = threading.Thread(target=ask, args=[lookup])
        asking.start()
        moment = time.perf_counter() + number % 40 * 1e-5
        while time.perf_counter() < moment:
            pass
        lookup.interrupt()
        asking.join()
    index.close()
    assert len(outcome) == 600
    assert set(outcome) == {20, "The search was stopped."}


def test_what_was_indexed_piece_by_piece_is_merged_and_found_as_before(tmp_path: Path, pages: Pages) -> None:
    index = Index(tmp_path, writable=True)
    for (document, place), text in itertools.islice(pages.items(), 60, 200):
        index.put(DocumentText(f"{document[:60]}{place:>4}", "pdf", "made", (Part(place, place, text),)))
    asked = ("the of", "seldom", '"of the"', "ba*", f"{RARE[0]} OR {RARE[5]}")
    before = [index.search(question) for question in asked]
    pieces = _pieces(index)
    index.settle(lambda: True)
    assert _pieces(index) == pieces, "it was told to stop"
    index.settle()
    assert _pieces(index) < pieces
    assert [index.search(question) for question in asked] == before
    index.settle()
    index.close()


def _pieces(index: Index) -> int:
    ((count,),) = index._file.query(  # noqa: SLF001  # the index's own connection: what it was asked for is held against SQLite's answer
        index._reading,  # noqa: SLF001  # the index's own connection: what it was asked for is held against SQLite's answer
        "SELECT (SELECT count(DISTINCT segid) FROM words_idx) + (SELECT count(DISTINCT segid) FROM beginnings_idx)",
        (),
    )
    return int(count)
