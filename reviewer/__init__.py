"""Reviewer: read what forces send beside a checklist, judge with evidence, and sign the letters."""

__version__ = "0.1.0"
