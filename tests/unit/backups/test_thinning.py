"""What thinning may never do, whatever the history of backups and clocks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewer.backups import Aged, Why, thinned

DAY = 86_400_000_000
START = 20_000 * DAY


def histories(*, jumps: bool = False) -> st.SearchStrategy[list[Aged]]:
    """Backups one after another, of any sort; with ``jumps`` the clock may also go back."""
    least = -40 * DAY if jumps else 0
    one = st.tuples(
        st.one_of(st.integers(0, DAY), st.integers(least, 90 * DAY)), st.sampled_from(Why), st.booleans()
    )

    def told(steps: list[tuple[int, Why, bool]]) -> list[Aged]:
        made, schema, known = START, 1, []
        for number, (later, why, is_good) in enumerate(steps, 1):
            made = max(0, made + later)
            known.append(Aged(number, made, why, is_good=is_good, schema=schema))
            schema += why is Why.UPDATE  # what comes after it is of the newer schema
        return known

    return st.lists(one, max_size=40).map(told)


def left(known: list[Aged]) -> list[Aged]:
    gone = thinned(known)
    return [one for one in known if one.number not in gone]


@given(histories(jumps=True))
def test_the_newest_and_the_last_good_one_stay(known: list[Aged]) -> None:
    stays = left(known)
    assert stays[-1:] == known[-1:]
    good = [one for one in known if one.is_good]
    assert [one for one in stays if one.is_good][-1:] == good[-1:]


@given(histories(jumps=True))
def test_thinning_twice_is_thinning_once(known: list[Aged]) -> None:
    assert not thinned(left(known))


@given(histories())
def test_thinned_at_each_backup_or_once_at_the_end_the_same_stay(known: list[Aged]) -> None:
    kept: list[Aged] = []
    for one in known:
        kept = left([*kept, one])
    assert kept == left(known)


@given(histories(), histories())
def test_what_has_gone_never_comes_back_into_the_list(known: list[Aged], later: list[Aged]) -> None:
    if not known:
        return
    last = known[-1]
    more = [
        Aged(
            last.number + one.number,
            one.made - START + last.made,
            one.why,
            is_good=one.is_good,
            schema=last.schema + one.schema,
        )
        for one in later
    ]
    assert thinned(known) <= thinned([*known, *more])


@given(histories(jumps=True), st.integers(1, 4000))
def test_a_clock_that_was_put_back_removes_nothing(known: list[Aged], days: int) -> None:
    if known:
        latest = max(one.made for one in known)
        now = Aged(known[-1].number + 1, max(0, latest - days * DAY))
        assert not thinned([*known, now])


@given(histories(jumps=True))
def test_what_a_person_asked_for_stays(known: list[Aged]) -> None:
    asked = {one.number for one in known if one.why is Why.ASKED}
    assert not asked & thinned(known)


def each_day(days: int, times: int = 1) -> list[Aged]:
    return [
        Aged(day * times + time + 1, START + day * DAY + time * (DAY // times))
        for day in range(days)
        for time in range(times)
    ]


def test_a_year_of_days_with_three_backups_each_is_thinned_as_the_table_says() -> None:
    stays = left(each_day(365, 3))
    ages = [(365 - 1) - (one.made - START) // DAY for one in stays]
    assert ages.count(0) == 3
    assert [ages.count(age) for age in range(1, 14)] == [1] * 13
    weeks = [age for age in ages if 14 <= age < 91]
    assert 11 <= len(weeks) <= 12
    assert {ages[at] - ages[at + 1] for at in range(len(ages)) if ages[at] > 120 and ages[at + 1] > 91} == {
        28
    }


def test_a_clock_a_year_ahead_takes_nothing_more_than_the_next_day_would() -> None:
    known = each_day(30)
    ahead = Aged(31, known[-1].made + 365 * DAY)
    next_day = Aged(31, known[-1].made + DAY)
    assert len(thinned([*known, ahead]) - thinned([*known, next_day])) <= 1


def test_one_from_before_an_update_stays_until_the_newer_schema_has_served_for_a_month() -> None:
    before = Aged(1, START, Why.UPDATE, schema=5)
    soon = Aged(2, START + 29 * DAY, schema=6)
    assert 1 not in thinned([before, soon])
    late = Aged(3, START + 31 * DAY, schema=6)
    assert thinned([before, soon, late]) == {1}
    for other in (
        Aged(3, START + 31 * DAY, schema=6, is_good=False),
        Aged(3, START + 31 * DAY, schema=5),
    ):
        assert 1 not in thinned([before, soon, other])
