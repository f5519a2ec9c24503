"""The table of carriers by name, with a count for each family."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from tests.needles.outcomes import Outcome, Result

_NAME, _SAID = 62, 90


def table(families: Mapping[str, Sequence[Result]]) -> Iterator[str]:
    """Yield the lines: a family with its counts, its carriers below it, and all at the end."""
    yield f"{'family and carrier':<{_NAME}}{'found':>7}{'told':>6}{'silent':>8}"
    for family, results in families.items():
        yield f"{family:<{_NAME}}{_counts(results)}"
        for result in results:
            said = f"  {result.said[:_SAID]}" if result.outcome is not Outcome.FOUND else ""
            yield f"    {result.planted.carrier.name:<{_NAME - 4}}{result.outcome.value:>7}{said}"
    everything = [result for results in families.values() for result in results]
    yield f"{f'all {len(everything)} carriers':<{_NAME}}{_counts(everything)}"


def _counts(results: Sequence[Result]) -> str:
    counts = Counter(result.outcome for result in results)
    return f"{counts[Outcome.FOUND]:>7}{counts[Outcome.TOLD]:>6}{counts[Outcome.SILENT]:>8}"
