"""The words for a merged file that is looked at."""

from __future__ import annotations

from reviewer.desk.merged_facts import MergedFacts, Writer
from reviewer.desk.words.days import moment_words
from reviewer.desk.words.language import count, say


def reading_only_words(at: int) -> str:
    """Return why nothing can be recorded in what was made of a merged file of a time (UTC µs), and what to do."""
    return say(
        "This is the merged file of {moment}, for reading only. To record anything, join the inspection.",
        moment=moment_words(at),
    )


def merged_lines(facts: MergedFacts) -> tuple[str, ...]:
    """Return what is to be known of a merged file, a sentence each."""
    return (
        reading_only_words(facts.at),
        _writer(facts),
        *filter(None, (_later(facts), _idle(facts), _missing(facts))),
    )


def _writer(facts: MergedFacts) -> str:
    if facts.writer is Writer.MEMBER:
        return say("{name} wrote it, and it holds all that was signed.", name=facts.name)
    if facts.writer is Writer.STRANGER:
        return say(
            "Whoever wrote it takes no part in this inspection: each record is its author's own, but later ones may be left out."
        )
    return say(
        "It does not say who wrote it: each record is its author's own, but later ones may be left out."
    )


def _later(facts: MergedFacts) -> str:
    return say("A later one lies beside it: {name}.", name=facts.later) if facts.later else ""


def _idle(facts: MergedFacts) -> str:
    if not facts.idle:
        return ""
    return count(
        "{n:,} act in it counts for nothing: who did it takes no part.",
        "{n:,} acts in it count for nothing: who did them takes no part.",
        facts.idle,
    )


def _missing(facts: MergedFacts) -> str:
    if not facts.missing:
        return ""
    if facts.missing == facts.documents:
        return say("No document lies beside it: the records are shown, and no page.")
    return count(
        "{n:,} document does not lie beside it, and can't be shown.",
        "{n:,} documents do not lie beside it, and can't be shown.",
        facts.missing,
    )
