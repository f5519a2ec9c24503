"""What a kept search leaves to look at: only what is new on this laptop, and never less for having looked at more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from reviewer.model import Kept, NoText, Receipt, Search, Unread
from reviewer.model.notes import NoteCode, note
from reviewer.model.problems import Reason, problem
from reviewer.review import Gap, State, gaps_of, looked_at_in

RECEIPTS = tuple(
    Kept(f"r{n}", f"receipt:{n}", "ann", 1, Receipt("ash", f"d{n}", f"plan{n}.pdf", "", date(2031, 3, 1)))
    for n in (1, 2)
)
LOGO = "0a" * 32
PAGE = Unread("p1", "page 1", NoText.WRITING)
SEARCH = Search(
    body="ash", criterion="ponds", terms=("pond",), receipts=("receipt:1", "receipt:2"), texts={"d1": "t1", "d2": "t2"},
    hits=(("d1", "p1"),), unreadable=(), pages=3, looked_at=True,
)  # fmt: skip


def kept(search: Search) -> Kept[Search]:
    return Kept("s1", "search:1", "ann", 5, search)


def gaps(search: Search, **now: object) -> Mapping[Gap, int]:
    there = {"verdicts": {}, "receipts": RECEIPTS, "texts": {"d1": "t1", "d2": "t2"}, **now}
    return gaps_of(kept(search), RECEIPTS, State(**there))  # type: ignore[arg-type]


def test_a_text_that_reads_differently_asks_for_new_hits_alone() -> None:
    texts = {"d1": "t1", "d2": "other"}
    assert gaps(SEARCH) == {}
    assert gaps(SEARCH, texts=texts, hits={"s1": frozenset()}) == {}
    new = frozenset({("d2", "p1", "m1"), ("d2", "p1", "m2"), ("d2", "p4", "m3")})
    assert gaps(SEARCH, texts=texts, hits={"s1": new}) == {Gap.NOT_LOOKED_AT: 2}
    known = replace(SEARCH, known_hits=(("d2", "p1"),))
    assert gaps(known, texts=texts, hits={"s1": new}) == {Gap.NOT_LOOKED_AT: 1}


def test_another_hit_in_a_place_that_was_looked_at_is_a_new_one() -> None:
    texts = {"d1": "other", "d2": "t2"}
    marked = replace(SEARCH, marks=(("m1",),))
    same, more = frozenset({("d1", "p1", "m1")}), frozenset({("d1", "p1", "m1"), ("d1", "p1", "m2")})
    assert gaps(marked) == {}
    assert gaps(marked, texts=texts, hits={"s1": same}) == {}
    assert gaps(marked, texts=texts, hits={"s1": more}) == {Gap.NOT_LOOKED_AT: 1}
    assert gaps(replace(marked, known_marks=("m2",)), texts=texts, hits={"s1": more}) == {}
    assert gaps(replace(marked, looked_at=False)) == {Gap.NOT_LOOKED_AT: 1}
    assert gaps(replace(marked, looked_at=False, known_marks=("m1",))) == {}


def test_a_record_from_before_hits_had_marks_names_them_by_their_places() -> None:
    texts = {"d1": "other", "d2": "t2"}
    found = frozenset({("d1", "p1", "m1"), ("d1", "p1", "m2"), ("d1", "p2", "m3")})
    assert gaps(SEARCH, texts=texts, hits={"s1": found}) == {Gap.NOT_LOOKED_AT: 1}, (
        "p1 was looked at as a whole"
    )


def test_until_it_was_searched_again_a_changed_text_proves_nothing() -> None:
    assert gaps(SEARCH, texts={"d1": "t1", "d2": "other"}) == {Gap.STALE: 1}


def test_pieces_are_acknowledged_by_key_for_all_criteria_or_by_being_waited_for() -> None:
    picture = Unread("p2/picture1", "picture 1", NoText.WRITING, picture=LOGO)
    pieces = {"d1": (PAGE, picture), "d2": (picture,)}
    assert gaps(SEARCH, pieces=pieces) == {Gap.PIECES_NOT_SEEN: 2}
    assert gaps(SEARCH, pieces=pieces, seen={LOGO}) == {Gap.PIECES_NOT_SEEN: 1}
    looked = replace(SEARCH, pieces=(LOGO, PAGE.key("d1")))
    assert gaps(looked, pieces=pieces) == {}
    assert gaps(replace(looked, looked_at=False), pieces=pieces) == {
        Gap.NOT_LOOKED_AT: 1,
        Gap.PIECES_NOT_SEEN: 2,
    }
    waiting = {"d1": (replace(PAGE, waits=True),), "d2": (replace(picture, waits=True),)}
    assert gaps(looked, pieces=waiting, seen={LOGO}) == {Gap.PIECES_WAIT: 2}, (
        "nobody can have looked at those"
    )


def test_a_page_that_shows_another_thing_now_is_another_piece() -> None:
    looked = replace(SEARCH, pieces=(PAGE.key("d1"),))
    for why, same in (
        (NoText.PICTURE, True),
        (NoText.LETTERS, True),
        (NoText.BLANK, False),
        (NoText.DAMAGED, False),
    ):
        found = gaps(looked, pieces={"d1": (replace(PAGE, why=why),)})
        assert (found == {}) is same, why


def test_what_was_seen_for_all_criteria_is_not_kept_by_the_search() -> None:
    search = replace(SEARCH, pieces=(PAGE.key("d1"),), seen_pieces=(PAGE.key("d1"),))
    assert gaps(search, pieces={"d1": (PAGE,)}) == {Gap.PIECES_NOT_SEEN: 1}, "that was taken back"


def test_a_record_from_before_pieces_had_keys_names_them_by_their_places() -> None:
    before = replace(SEARCH, unreadable=(("d1", "p1"), ("d2", "")))
    locked = Unread("", "", problem(Reason.LOCKED))
    assert gaps(before, pieces={"d1": (PAGE,), "d2": (locked,)}) == {}
    told = Unread("", "", note(NoteCode.FURNITURE_DAMAGED))
    picture = Unread("p1/picture1", "picture 1", NoText.WRITING, picture=LOGO)
    assert gaps(before, pieces={"d1": (picture,), "d2": (told,)}) == {Gap.PIECES_NOT_SEEN: 2}


# --- laws -------------------------------------------------------------------------------------------

places = st.frozensets(
    st.tuples(st.sampled_from(["d1", "d2"]), st.sampled_from(["p1", "p2", "p3"])), max_size=4
)
unread = st.builds(
    Unread,
    st.sampled_from(["p1", "p2", ""]),
    st.just(""),
    st.sampled_from([NoText.WRITING, NoText.BLANK, problem(Reason.LOCKED), note(NoteCode.FURNITURE_DAMAGED)]),
    st.booleans(),
    st.sampled_from(["", LOGO]),
)
pieces_ = st.dictionaries(st.sampled_from(["d1", "d2"]), st.lists(unread, max_size=3).map(tuple))
keys = st.frozensets(
    st.sampled_from([LOGO, PAGE.key("d1"), PAGE.key("d2"), Unread("p1", "", NoText.BLANK).key("d1")])
)
marks_ = st.frozensets(st.sampled_from(["m1", "m2", "m3"]), max_size=3)
occurrences = st.frozensets(
    st.tuples(
        st.sampled_from(["d1", "d2"]),
        st.sampled_from(["p1", "p2", "p3"]),
        st.sampled_from(["m1", "m2", "m3"]),
    ),
    max_size=4,
)
searches = st.builds(
    lambda hits, pieces, looked, known_hits, known, marks, known_marks: replace(
        SEARCH, hits=tuple(hits), pieces=tuple(pieces), looked_at=looked, known_hits=tuple(known_hits),
        known_pieces=tuple(known), marks=marks, known_marks=tuple(known_marks),
    ),
    places, keys, st.booleans(), places, keys, st.lists(marks_.map(tuple), max_size=4).map(tuple), marks_,
)  # fmt: skip


@given(searches, pieces_, occurrences, places, marks_, keys, keys)
def test_having_looked_at_more_never_leaves_more(
    search: Search,
    pieces: Mapping[str, tuple[Unread, ...]],
    found: frozenset[tuple[str, str, str]],
    more: frozenset[tuple[str, str]],
    marks_more: frozenset[str],
    keys_more: frozenset[str],
    seen: frozenset[str],
) -> None:
    now = {"pieces": pieces, "texts": {"d1": "a", "d2": "b"}, "hits": {"s1": found}}
    before = gaps(search, **now)
    looked = replace(
        search,
        known_hits=tuple({*search.known_hits, *more}),
        known_marks=tuple({*search.known_marks, *marks_more}),
        known_pieces=tuple({*search.known_pieces, *keys_more}),
    )
    after = gaps(looked, **now, seen=seen)
    assert all(after.get(gap, 0) <= before.get(gap, 0) for gap in Gap)
    assert after.get(Gap.PIECES_WAIT, 0) == before.get(Gap.PIECES_WAIT, 0), "looking ends no waiting"


@given(searches, pieces_, occurrences)
def test_who_looks_at_all_that_is_there_leaves_what_waits_alone(
    search: Search, pieces: Mapping[str, tuple[Unread, ...]], found: frozenset[tuple[str, str, str]]
) -> None:
    now = {"pieces": pieces, "texts": {"d1": "a", "d2": "b"}, "hits": {"s1": found}}
    there = {piece.key(sha) for sha, each in pieces.items() for piece in each}
    marks = tuple(mark for _document, _place, mark in found)
    all_of_it = replace(search, looked_at=True, known_marks=marks, known_pieces=tuple(there))
    assert set(gaps(all_of_it, **now)) <= {Gap.PIECES_WAIT}


@given(searches, searches)
def test_what_was_looked_at_stays_so_in_the_search_that_comes_after(first: Search, second: Search) -> None:
    known = looked_at_in(first)
    after = replace(
        second,
        known_hits=tuple(known.places),
        known_marks=tuple(known.marks),
        known_pieces=tuple(known.pieces),
    )
    assert looked_at_in(after).places >= known.places
    assert looked_at_in(after).marks >= known.marks
    assert looked_at_in(after).pieces >= known.pieces


def test_terms_that_were_not_sought_make_a_search_prove_nothing() -> None:
    now = State(verdicts={}, texts=SEARCH.texts)
    terms = (*SEARCH.terms, "overtime", SEARCH.terms[0].upper())
    assert gaps_of(kept(SEARCH), RECEIPTS, now, terms) == {Gap.TERMS: 1}
    assert gaps_of(kept(SEARCH), RECEIPTS, now, SEARCH.terms) == gaps_of(kept(SEARCH), RECEIPTS, now, ())
