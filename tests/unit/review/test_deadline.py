from __future__ import annotations

from datetime import UTC, date, datetime

from reviewer.model import Included, Kept, Receipt
from reviewer.review import day_in_london, in_review, is_late

DUE = date(2031, 3, 31)


def receipt(subject: str, on: date) -> Kept[Receipt]:
    return Kept(
        f"id-{subject}", subject, "ann", 1, Receipt("ash", f"doc-{subject}", "plan.pdf", "plan.pdf", on)
    )


def decided(subject: str, *, included: bool) -> dict[str, Kept[Included]]:
    return {
        subject: Kept(f"in-{subject}", f"included:{subject}", "ann", 2, Included(subject, included, "why"))
    }


def micro(*moment: int) -> int:
    return int(datetime(*moment, tzinfo=UTC).timestamp()) * 1_000_000  # type: ignore[misc,arg-type]


def test_the_deadlines_day_is_still_in_time() -> None:
    assert not is_late(receipt("a", DUE).content, DUE)
    assert is_late(receipt("a", date(2031, 4, 1)).content, DUE)


def test_a_late_receipt_is_out_until_it_is_taken_in() -> None:
    early, late = receipt("a", DUE), receipt("b", date(2031, 4, 1))

    assert in_review((early, late), {}, DUE) == (early,)
    assert in_review((early, late), decided("b", included=True), DUE) == (early, late)


def test_a_receipt_in_time_may_be_taken_out() -> None:
    early = receipt("a", DUE)

    assert in_review((early,), decided("a", included=False), DUE) == ()
    assert in_review((early,), decided("b", included=False), DUE) == (early,)


def test_a_day_ends_at_midnight_in_london() -> None:
    assert day_in_london(micro(2031, 1, 31, 23, 59)) == date(2031, 1, 31)
    assert day_in_london(micro(2031, 5, 31, 22, 59)) == date(2031, 5, 31)
    assert day_in_london(micro(2031, 5, 31, 23, 1)) == date(2031, 6, 1), "summer time"
    assert day_in_london(0) == date(1970, 1, 1)
