"""Entries and matters in words, as the screen and the screen reader say them."""

from __future__ import annotations

from collections.abc import Mapping

from reviewer.desk.display import DocumentRow
from reviewer.desk.triage.values import Item, Matter, Sort
from reviewer.desk.values import Likeness, Sureness
from reviewer.desk.words.counts import Noun, counted, size_words
from reviewer.desk.words.days import short_date_words
from reviewer.desk.words.errors import phrase_words
from reviewer.desk.words.language import count, say
from reviewer.desk.words.problems import problem_words
from reviewer.desk.words.triage import unfit_words
from reviewer.errors import ended

Names = Mapping[str, str]


# --- entries -------------------------------------------------------------------------------------------


def state_of(item: Item) -> str:
    """Return an entry's state: a shape and a word."""
    if item.done is not None:
        return say("✓ Received")
    if item.unfit:
        return say("! Can’t be")
    if item.left_out:
        return say("– Left out")
    if not item.chosen:
        return say("○ Asks")
    sure = item.proposal.sureness is Sureness.SURE and item.chosen == item.proposal.body
    return say("● Sure") if sure else say("◐ Chosen")


def files_of(item: Item) -> str:
    """Return "9 files, 1.2 MB"."""
    return f"{counted(Noun.FILE, item.files)}, {size_words(item.size)}"


def goes_to(item: Item, names: Names) -> str:
    """Return the body that an entry goes to, or what to do."""
    if item.done is not None:
        return names.get(item.done.body, item.done.body)
    if item.unfit:
        return ""
    if item.chosen:
        return names.get(item.chosen, item.chosen)
    return say("Nobody") if item.left_out else say("Choose…")


def why(item: Item) -> str:
    """Return the reason, or what came of it."""
    if item.done is not None:
        documents = counted(Noun.DOCUMENT, item.done.documents)
        return say("{}, received as of {}").format(documents, short_date_words(item.done.on))
    if item.unfit:
        return unfit_words(item.unfit)
    if item.chosen and item.chosen != item.proposal.body:
        return say("you chose it; {}").format(phrase_words(item.proposal.because))
    return phrase_words(item.proposal.because)


def entry_sentence(item: Item, names: Names) -> str:
    """Return a row as one sentence."""
    state, body = state_of(item)[2:].lower(), goes_to(item, names)
    whose = f"{state}, {body}" if item.chosen or item.done is not None else state
    return f"{item.name}: {whose}, {ended(why(item))} {files_of(item)}."


# --- matters -------------------------------------------------------------------------------------------


def group_title(sort: Sort, nouns: tuple[str, str]) -> str:
    """Return what a group is called; ``nouns`` are the inspection's for a body and for bodies."""
    return {
        Sort.UNASSIGNED: say("Left unassigned"),
        Sort.LOCKED: say("Locked"),
        Sort.UNREADABLE: say("Cannot be read"),
        Sort.SCANNED: say("Scanned"),
        Sort.LATE: say("Late"),
        Sort.TWICE: say("Twice from one {}").format(nouns[0]),
        Sort.ELSEWHERE: say("The same file from several {}").format(nouns[1]),
        Sort.ALIKE: say("Much the same text from several {}").format(nouns[1]),
        Sort.NOTHING: say("Nothing came"),
    }[sort]


def whose(matter: Matter, names: Names) -> str:
    """Return the body of a matter, or the first and how many more."""
    if matter.body:
        return names.get(matter.body, matter.body)
    bodies = list(dict.fromkeys(names.get(row.body, row.body) for row in matter.rows))
    if not bodies:
        return ""
    more = len(bodies) - 1
    return f"{bodies[0]} +{more}" if more else bodies[0]


def detail(matter: Matter, names: Names) -> str:
    """Return what is to know of a matter in a sentence."""
    if matter.sort is Sort.UNASSIGNED:
        return say("Nobody is chosen for it, so it was not received.")
    if matter.sort is Sort.NOTHING:
        return say("Not one document of it is in this casebook.")
    row = matter.rows[0]
    if matter.sort is Sort.SCANNED:
        return _scanned(matter, row)
    if matter.sort is Sort.LATE:
        inside = say("in the review") if row.included else say("outside the review")
        return say("Received on {}, after the closing date; it is {}.").format(
            short_date_words(row.on), inside
        )
    if len(matter.rows) > 1:
        return _of_several(matter, names)
    return problem_words(row.problem) if row.problem else ""


def _of_several(matter: Matter, names: Names) -> str:
    if matter.sort is Sort.TWICE:
        days = ", ".join(dict.fromkeys(short_date_words(each.on) for each in matter.rows))
        return say("The same bytes came {} times ({}).").format(len(matter.rows), days)
    bodies = dict.fromkeys(names.get(each.body, each.body) for each in matter.rows)
    if matter.sort is Sort.ELSEWHERE:
        return ended(say("The same bytes came from {}").format(", ".join(bodies)))
    return _alike(matter)


def _scanned(matter: Matter, row: DocumentRow) -> str:
    if matter.waiting:
        return count(
            "{n:,} page waits of {pages} to be recognised: pictures without words.",
            "{n:,} pages wait of {pages} to be recognised: pictures without words.",
            matter.waiting,
            pages=row.pages,
        )
    return count(
        "{n:,} page of {pages} recognised.",
        "{n:,} pages of {pages} recognised.",
        row.pages_recognised,
        pages=row.pages,
    )


def _alike(matter: Matter) -> str:
    most = max(max(pair.share_of_one, pair.share_of_other) for pair in matter.pairs)
    documents = counted(Noun.DOCUMENT, len(matter.rows))
    return say("{} share text; at most {} of one is in another.").format(documents, percent(most))


def percent(share: float) -> str:
    """Return a share as "93.4%", cut and never rounded up: only what is whole is 100%."""
    return "100%" if share == 1 else f"{int(share * 1000) / 10:.1f}%"


def pair_sentence(pair: Likeness, rows: Mapping[str, DocumentRow], names: Names) -> str:
    """Return who shares how much with whom, in both directions, with the counts."""
    one, other = (f"{names.get(r.body, r.body)} · {r.name}" for r in (rows[pair.one], rows[pair.other]))
    return say(
        "{}: {} of it is in {}, of which {} is in the first. Of {:,} and {:,} runs of five words both have {:,}."
    ).format(
        one,
        percent(pair.share_of_one),
        other,
        percent(pair.share_of_other),
        pair.of_one,
        pair.of_other,
        pair.both,
    )


def more_pairs(number: int) -> str:
    """Return what stands where not all pairs of documents are listed; those that share most are."""
    return count(
        "{n:,} more pair of these documents shares no more than those listed.",
        "{n:,} more pairs of these documents share no more than those listed.",
        number,
    )


def matter_sentence(matter: Matter, names: Names, nouns: tuple[str, str]) -> str:
    """Return a row as one sentence."""
    decided = ended(say(" Decided: {}").format(matter.decided)) if matter.decided else say(" Not decided.")
    who = whose(matter, names)
    of = say(" of {}").format(who) if who and who != matter.name else ""
    return f"{group_title(matter.sort, nouns)}: {ended(matter.name + of)} {detail(matter, names)}{decided}"
