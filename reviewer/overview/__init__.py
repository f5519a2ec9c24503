"""4 count: what stands, in numbers that add up, and the national report of them."""

from reviewer.overview.figures import BodyLine, Count, CriterionCounts, Figures, count
from reviewer.overview.report import case_in, overview_paper
from reviewer.overview.table import csv_of
from reviewer.overview.words import overview_words

__all__ = [
    "BodyLine",
    "Count",
    "CriterionCounts",
    "Figures",
    "case_in",
    "count",
    "csv_of",
    "overview_paper",
    "overview_words",
]
