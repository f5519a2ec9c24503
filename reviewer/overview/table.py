"""Figures as CSV (RFC 4180): every count in one long table, then every body."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from reviewer.overview.figures import DAMAGED, NOT_JUDGED, Figures

HEAD = ("table", "criterion", "key", "label", "count", "of")


def csv_of(figures: Figures, not_judged: str = NOT_JUDGED) -> str:
    """Return the figures as CSV text: a row per category, per criterion and finding, and per body's grade."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    writer.writerows(_rows(figures, not_judged))
    return out.getvalue()


def _rows(figures: Figures, not_judged: str) -> Iterator[tuple[str | int, ...]]:
    for count in figures.categories:
        yield ("category", "", count.key, count.label, count.count, figures.total)
    yield ("category", "", "", not_judged, figures.ungraded, figures.total)
    if figures.damaged:
        yield ("category", "", "", DAMAGED, figures.damaged, figures.total)
    if figures.unplaced:
        yield ("damaged records", "", "", "May be about any body", figures.unplaced, figures.unplaced)
    for criterion in figures.criteria:
        for count in criterion.counts:
            yield ("finding", criterion.key, count.key, count.label, count.count, figures.total)
        yield ("finding", criterion.key, "", not_judged, criterion.not_judged, figures.total)
        if criterion.damaged:
            yield ("finding", criterion.key, "", DAMAGED, criterion.damaged, figures.total)
    for line in figures.bodies:
        keys = ("", *(criterion.key for criterion in figures.criteria))
        for key, label in zip(keys, (line.category, *line.findings), strict=True):
            said = label or (DAMAGED if key in line.damaged else not_judged)
            yield ("body finding" if key else "body category", key, line.code, said, 1, 1)
