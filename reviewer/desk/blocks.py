"""The blocks that a letter's paragraphs are made of, for whoever shows a draft. Imported when a draft is shown."""

from __future__ import annotations

from reviewer.paper import Block, Bullets, Heading, Paragraph, Quote, Run, Table, runs_of

__all__ = ["Block", "Bullets", "Heading", "Paragraph", "Quote", "Run", "Table", "runs_of"]
