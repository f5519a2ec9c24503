"""All wording of a letter, from a framework's templates: the only home of Jinja2.

Templates are data that someone else may have written, so they run in a sandbox with strict
undefined names. Jinja2 is imported when the first template is filled, not before.
"""

from __future__ import annotations

from reviewer.wording.case_trial import check_case, probes_of
from reviewer.wording.chaser import chaser
from reviewer.wording.compose import Rendered, Sentence, addressed, compose, grouped, sentences, suggest
from reviewer.wording.lists import day
from reviewer.wording.template_faults import template_faults
from reviewer.wording.template_names import CLOSE, OPEN, names_for
from reviewer.wording.template_source import letter_file

__all__ = [
    "CLOSE",
    "OPEN",
    "Rendered",
    "Sentence",
    "addressed",
    "chaser",
    "check_case",
    "compose",
    "day",
    "grouped",
    "letter_file",
    "names_for",
    "probes_of",
    "sentences",
    "suggest",
    "template_faults",
]
