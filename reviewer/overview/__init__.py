"""4 count: what stands, in numbers that add up, and the national report of them."""

from reviewer.overview.figures import BodyLine, Count, CriterionCounts, Figures, count
from reviewer.overview.report import overview_paper
from reviewer.overview.table import csv_of

__all__ = ["BodyLine", "Count", "CriterionCounts", "Figures", "count", "csv_of", "overview_paper"]
