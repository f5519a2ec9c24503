"""What two documents share: laws of the exact shares, and that hashes never lose a pair that is told of."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.review.likeness import (
    LEAST_RUNS,
    NEIGHBOURS,
    Likeness,
    groups,
    is_told,
    likeness,
    members,
    shared_spans,
    shingles,
    sketch,
    worth_counting,
)

TEXTS = st.lists(st.sampled_from(["plan", "unit", "post", "officer", "report", "ŵyl", "7"]), max_size=60).map(
    " ".join
)
BOILERPLATE = " ".join(f"shared{n}" for n in range(200))


def own(name: str, count: int = 100) -> str:
    return " ".join(f"{name}{n}" for n in range(count))


@given(TEXTS, TEXTS)
def test_the_shares_are_symmetrical_and_between_nothing_and_all(one: str, other: str) -> None:
    there = likeness("a", shingles(one), "b", shingles(other))
    back = likeness("b", shingles(other), "a", shingles(one))

    assert (there.share_of_one, there.share_of_other) == (back.share_of_other, back.share_of_one)
    assert 0 <= there.share_of_one <= 1
    assert there.both <= min(there.of_one, there.of_other)


@given(TEXTS)
def test_a_text_shares_all_with_itself_however_it_is_set(text: str) -> None:
    same = likeness("a", shingles(text), "b", shingles(text.upper().replace(" ", ",\n ")))

    assert same.of_one == same.of_other == same.both
    assert same.share_of_one == (1.0 if same.of_one else 0.0)


@given(TEXTS)
def test_texts_without_a_common_word_share_nothing(text: str) -> None:
    apart = likeness("a", shingles(text), "b", shingles(own("other")))

    assert (apart.both, apart.share_of_one, apart.share_of_other) == (0, 0.0, 0.0)


@given(TEXTS, TEXTS, TEXTS)
def test_more_text_never_shares_less(one: str, other: str, more: str) -> None:
    before = likeness("a", shingles(one), "b", shingles(other))
    after = likeness("a", shingles(one), "b", shingles(f"{other} {more}"))

    assert after.both >= before.both
    assert after.share_of_one >= before.share_of_one


def test_the_share_is_counted_in_both_directions() -> None:
    short, long = BOILERPLATE, f"{BOILERPLATE} {own('mine', 200)}"
    pair = likeness("short", shingles(short), "long", shingles(long))

    assert pair.share_of_one == 1.0
    assert pair.share_of_other == 196 / 396


@given(st.lists(st.integers(0, 300), min_size=2, max_size=6))
def test_hashes_lose_no_pair_that_is_told_of(cuts: list[int]) -> None:
    texts = {
        f"d{at}": f"{' '.join(BOILERPLATE.split()[:cut])} {own(f'x{at}y', 80)}" for at, cut in enumerate(cuts)
    }
    bodies = {name: frozenset({name}) for name in texts}
    exact = {name: shingles(text) for name, text in texts.items()}
    told = {
        (one, other)
        for one, other in combinations(sorted(texts), 2)
        if is_told(likeness(one, exact[one], other, exact[other]))
    }

    assert told <= set(worth_counting({name: sketch(text) for name, text in texts.items()}, bodies))


@pytest.mark.thorough
def test_a_sample_of_the_hashes_loses_no_pair_either() -> None:
    texts = {f"d{n}": f"{BOILERPLATE} {own(f'x{n}y', 2_000)} {own('much', 4_000)}" for n in range(80)}
    bodies = {name: frozenset({name}) for name in texts}
    sketches = {name: sketch(text) for name, text in texts.items()}

    assert sum(map(len, sketches.values())) > 400_000
    assert len(list(worth_counting(sketches, bodies))) == 80 * 79 // 2


def test_pairs_within_a_body_and_short_texts_are_not_compared() -> None:
    same, short = sketch(BOILERPLATE), sketch(own("few", LEAST_RUNS + 3))

    assert list(worth_counting({"a": same, "b": same}, {"a": frozenset({"k"}), "b": frozenset({"k"})})) == []
    assert (
        list(worth_counting({"a": short, "b": short}, {"a": frozenset({"k"}), "b": frozenset({"s"})})) == []
    )


def test_a_form_that_hundreds_answered_on_is_one_group_by_a_few_pairs_of_each() -> None:
    names = [f"d{at:03}" for at in range(300)]
    bodies = {name: frozenset({"abc"[(at > 250) + (at > 280)]}) for at, name in enumerate(names)}
    texts = {name: f"{BOILERPLATE} {own(name, 60)}" for name in names}
    for name in ("d007", "d290"):  # one answered with the other's words
        texts[name] = f"{BOILERPLATE} {own('ours', 60)}"
    shingled = lru_cache(96)(lambda name: shingles(texts[name]))  # as many as are held while they are counted

    pairs = list(worth_counting({name: sketch(text) for name, text in texts.items()}, bodies))
    told = [likeness(one, shingled(one), other, shingled(other)) for one, other in pairs]

    assert len(pairs) == len(set(pairs)) <= len(names) * NEIGHBOURS + 1
    assert all(bodies[one] != bodies[other] for one, other in pairs)
    assert shingled.cache_info().misses <= 3 * len(names), "neighbours are counted one after another"
    assert [sorted(members(group)) for group in groups(filter(is_told, told))] == [names]
    assert ("d007", "d290") in pairs


def test_each_of_hundreds_in_an_order_is_held_against_some_before_it() -> None:
    sketches = {f"d{at:03}": sketch(f"{BOILERPLATE} {own(f'x{at}y', 60)}") for at in range(300)}
    pairs = list(worth_counting(sketches, {name: frozenset({name}) for name in sketches}))

    assert len(pairs) <= 300 * NEIGHBOURS
    assert {other for one, other in pairs if one < other} == set(sketches) - {"d000"}


def test_what_hangs_together_is_one_group() -> None:
    def sharing(one: str, other: str, both: int) -> Likeness:
        return Likeness(one, other, 10, 10, both)

    found = groups([sharing("a", "b", 6), sharing("x", "y", 10), sharing("b", "c", 9)])

    assert [members(group) for group in found] == [("x", "y"), ("b", "a", "c")]


def test_what_is_shared_is_marked_where_it_stands() -> None:
    one = f"Préface, alone 😀. {BOILERPLATE.upper()}. And an end."
    spans = shared_spans(one, shingles(f"something else first {BOILERPLATE}"))

    assert [one[start:end] for start, end in spans] == [BOILERPLATE.upper()]
    assert shared_spans(one, shingles(own("other"))) == ()


@given(TEXTS, TEXTS)
def test_what_is_marked_is_what_is_counted(one: str, other: str) -> None:
    spans = shared_spans(one, shingles(other))
    marked = frozenset(run for start, end in spans for run in shingles(one[start:end]))

    assert marked >= shingles(one) & shingles(other)
    assert [*spans] == sorted(spans)


def test_long_texts_are_counted_in_batches_that_lose_nothing() -> None:
    text = " ".join(str(number) for number in range(9_000))
    words = text.split()

    assert shingles(text) == frozenset(zip(*(words[at:] for at in range(5)), strict=False))
    assert len(sketch(text)) == 8_996
