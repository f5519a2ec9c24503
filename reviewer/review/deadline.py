"""Which receipts are in the review: those on time, and those that an inspector took in.

A deadline ends with its day in Europe/London (design.md, "A case folder").
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from reviewer.model import Included, Kept, Receipt

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def day_in_london(at: int) -> date:
    """Return the day in London at a time in UTC microseconds; summer time counts."""
    from zoneinfo import ZoneInfo

    moment = EPOCH + timedelta(microseconds=at)
    return moment.astimezone(ZoneInfo("Europe/London")).date()


def is_late(receipt: Receipt, due: date) -> bool:
    """Return whether a receipt came after the deadline's day had ended."""
    return receipt.on > due


def in_review(
    receipts: Iterable[Kept[Receipt]], included: Mapping[str, Kept[Included]], due: date
) -> tuple[Kept[Receipt], ...]:
    """Return the receipts of the review, in the order given.

    ``included`` is by receipt subject: it takes a late receipt in, or any receipt out. Without it a
    receipt is in when it is not late.
    """
    return tuple(receipt for receipt in receipts if _is_in(receipt, included, due))


def _is_in(receipt: Kept[Receipt], included: Mapping[str, Kept[Included]], due: date) -> bool:
    decided = included.get(receipt.subject)
    if decided is not None:
        return decided.content.included
    return not is_late(receipt.content, due)
