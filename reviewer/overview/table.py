"""Figures as CSV (RFC 4180): every count in one long table, then every body."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from reviewer.overview.figures import NOT_JUDGED, Figures

HEAD = ("table", "criterion", "key", "label", "count", "of")


def csv_of(figures: Figures, not_judged: str = NOT_JUDGED) -> str:
    """Return the figures as CSV text: a row per category, per criterion and finding, and per body's grade."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    writer.writerows(_rows(figures, not_judged))
    return out.getvalue()


def _rows(figures: Figures, not_judged: str) -> Iterator[tuple[str | int, ...]]:
    for found in figures.categories:
        yield ("category", "", found.key, found.label, found.count, figures.total)
    yield ("category", "", "", not_judged, figures.ungraded, figures.total)
    for criterion in figures.criteria:
        for found in criterion.counts:
            yield ("finding", criterion.key, found.key, found.label, found.count, figures.total)
        yield ("finding", criterion.key, "", not_judged, criterion.not_judged, figures.total)
    for line in figures.bodies:
        yield ("body category", "", line.code, line.category or not_judged, 1, 1)
        for criterion, label in zip(figures.criteria, line.findings, strict=True):
            yield ("body finding", criterion.key, line.code, label or not_judged, 1, 1)
