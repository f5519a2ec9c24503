"""The words for the case: what differs between two states of it, what can't be taken out, and what its amendment leaves behind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from reviewer.desk.words.days import date_words
from reviewer.desk.words.language import count, say
from reviewer.desk.words.language_names import language_name
from reviewer.desk.words.letter_states import since_words
from reviewer.desk.words.letters import recorded_words, taken_back_words
from reviewer.desk.words.templates import capital
from reviewer.errors import ended
from reviewer.model import Case, LetterState, Withdrawn
from reviewer.model.amendments import CaseChange, InUse, OutdatedLetter, Side, UseCode

if TYPE_CHECKING:
    from reviewer.desk.case_now import CaseNow
    from reviewer.desk.facts import LetterFact

LONGEST = 90  # of what is shown of a text: the place where it differs
AROUND = 30
NAMED = 3
DAYS = frozenset({"requested_on", "submissions_due", "letters_dated"})

PLACES: Mapping[tuple[str, ...], str] = MappingProxyType({
    ("inspection", "key"): "Reference of the inspection",
    ("inspection", "title"): "Title of the inspection",
    ("inspection", "requested_on"): "Day on which documents were asked for",
    ("inspection", "submissions_due"): "Day by which documents are due",
    ("inspection", "review_period"): "Time of the review",
    ("inspection", "letters_dated"): "Date of the letters",
    ("inspection", "sender", "organisation"): "Sender",
    ("inspection", "sender", "strapline"): "Sender: strapline",
    ("inspection", "sender", "address"): "Sender: address",
    ("inspection", "sender", "telephone"): "Sender: telephone",
    ("inspection", "sender", "logo", "alternative_text"): "Sender: words for the logo",
    ("inspection", "sender", "logo", "picture"): "Sender: logo (size and digest)",
    ("inspection", "signatory", "name"): "Signatory",
    ("inspection", "signatory", "titles"): "Signatory: titles",
    ("inspection", "enquiries", "name"): "Enquiries",
    ("inspection", "enquiries", "email"): "Enquiries: e-mail",
    ("inspection", "enquiries", "telephone"): "Enquiries: telephone",
    ("inspection", "cause_of_concern"): "Cause of concern",
    ("inspection", "previous_year"): "Year of the inspection before",
    ("inspection", "marking"): "Marking",
    ("inspection", "body_noun"): "What the inspected are called",
    ("inspection", "letter", "addressee"): "Letters: whom they are to",
    ("inspection", "letter", "delivery"): "Letters: how they are sent",
    ("inspection", "letter", "copied_to"): "Letters: copied to",
    ("bodies", "#order"): "Order of the list",
    ("chaser",): "Note that asks for what is missing",
})  # fmt: skip
FIELDS: Mapping[str, str] = MappingProxyType({
    "name": "name", "title": "title", "question": "question", "guidance": "guidance", "search": "terms to search for",
    "findings": "findings it may have", "label": "name", "tone": "sort", "sentence": "sentence", "absence": "asks for a search",
    "phrase": "phrase", "suggest": "rule that suggests it", "#order": "order", "subject": "subject", "salutation": "salutation",
    "closing": "closing", "text": "text", "all_word": "word for “and”", "any_word": "word for “or”", "months": "months",
    "facts": "words for the inspection", "paper": "words on the letter", "overview": "words of the overview",
    "columns": "columns of the bodies’ file", "copied_to": "words for “copied to”", "code": "code", "key": "key", "language": "language",
})  # fmt: skip
SORTS: Mapping[str, str] = MappingProxyType({
    "criteria": "Criterion {name}", "findings": "Finding {name}", "categories": "Category {name}",
})  # fmt: skip
_IN_USE: Mapping[UseCode, str] = MappingProxyType({
    UseCode.BODY: "{name} ({key}) can't be taken out of the case: {records} of what was recorded are about it",
    UseCode.CRITERION: "The criterion “{key}” can't be taken out of the case: {records} are about it ({bodies})",
    UseCode.FINDING: "The finding “{key}” can't be taken from “{criterion}”: {records} of it say so ({bodies})",
    UseCode.CATEGORY: "The category “{key}” can't be taken out of the case: {records} name it ({bodies})",
    UseCode.LANGUAGE: "{name} can't be taken out of the case: {records} are in it ({bodies})",
})  # fmt: skip
_KEEP: Mapping[UseCode, str] = MappingProxyType({
    UseCode.BODY: "keep its line and its code in the file of bodies (its name may change)",
    UseCode.CRITERION: "keep its key in framework.toml (its words may change)",
    UseCode.FINDING: "keep it in framework.toml, or decide those verdicts anew first",
    UseCode.CATEGORY: "keep it in framework.toml, or choose other categories first",
    UseCode.LANGUAGE: "keep its letter and framework files",
})  # fmt: skip


def change_words(change: CaseChange, cases: Iterable[Case]) -> str:
    """Return what differs, as "Harrowdale: chief officer"; ``cases`` have the names of bodies."""
    path = change.path
    if path in PLACES:
        return say(PLACES[path])
    names = {body.code: body.name for case in cases for body in case.bodies}
    if path[0] == "bodies":
        name = names.get(path[1], path[1])
        return _joined(name, *path[2:])
    if path[0] == "chaser":
        return _joined(say(PLACES["chaser",]), *path[1:])
    if path[0] == "languages":
        beside = {key for case in cases for key in case.languages if key}
        return _of_language(path, beside)
    return _joined(*path)


def _of_language(path: Sequence[str], beside: Iterable[str]) -> str:
    """Return the words for a path within a language, which is named where it is not the first."""
    steps = [step for step in path[2:] if step != "framework"]
    name = language_name(path[1], beside)
    spoken = say("In {language}", language=name) if path[1] else ""
    if not steps:
        return say("Letters in {language}", language=name)
    if steps[0] in SORTS and len(steps) > 1 and steps[1] != "#order":
        return _joined(spoken, say(SORTS[steps[0]], name=steps[1]), *steps[2:])
    place = {"template": "Letter", "criteria": "Criteria", "findings": "Findings", "categories": "Categories"}
    first = say(place[steps[0]]) if steps[0] in place else _field(steps[0]).capitalize()
    return _joined(spoken, first, *steps[1:])


def _joined(*steps: str) -> str:
    there = [step for step in steps if step]
    return ": ".join([there[0], *(_field(step) for step in there[1:])])


def _field(step: str) -> str:
    return say(FIELDS[step]) if step in FIELDS else step.replace("_", " ")


def differing(change: CaseChange) -> tuple[str, str]:
    """Return before and after in a line each; of long texts the place where they differ. What was not there is ""."""
    before, after = (_line(text, change.path) for text in (change.before, change.after))
    if before == after:
        after = say("{text} (white space alone differs)", text=after)
    if max(len(before), len(after)) <= LONGEST:
        return before, after
    start = next((at for at, (one, two) in enumerate(zip(before, after, strict=False)) if one != two), 0)
    if not before or not after:
        start = 0
    start = max(0, start - AROUND)
    return _cut(before, start), _cut(after, start)


def _line(text: str | None, path: Sequence[str]) -> str:
    """Return a text in a line; a day as it is read."""
    if text and path[0] == "inspection" and path[-1] in DAYS:
        return date_words(date.fromisoformat(text))
    return " ".join((text or "").split())


def _cut(text: str, start: int) -> str:
    left, end = "…" if start and text else "", start + LONGEST
    return f"{left}{text[start:end]}{'…' if end < len(text) else ''}"


def named_changes(changes: Sequence[CaseChange], cases: Iterable[Case]) -> str:
    """Return what differs in a phrase; of many the first and how many more."""
    known = tuple(cases)
    names = [change_words(change, known) for change in changes]
    listed = "; ".join(names[:NAMED])
    more = len(names) - NAMED
    return say("{listed} and {more} more", listed=listed, more=more) if more > 0 else listed


def in_use_words(use: InUse, names: Mapping[str, str]) -> str:
    """Return what can't be taken out, and by what it is used; ``names`` of bodies by code."""
    bodies = ", ".join(use.bodies[:NAMED]) + (" …" if len(use.bodies) > NAMED else "")
    records = count("{n:,} record", "{n:,} records", use.records)
    name = language_name(use.key) if use.code is UseCode.LANGUAGE else names.get(use.key, use.key)
    said = say(
        _IN_USE[use.code],
        key=use.key,
        name=name,
        records=records,
        bodies=bodies,
        criterion=use.criterion,
    )
    return ended(said)


def keep_words(uses: Iterable[InUse]) -> str:
    """Return what to do so that nothing in use is taken out."""
    advice = "; ".join(say(_KEEP[code]) for code in dict.fromkeys(use.code for use in uses))
    return ended(say("Nothing was changed. Please {advice}", advice=advice))


def outdated_lines(letters: Sequence[OutdatedLetter]) -> tuple[str, ...]:
    """Return in a line for the signed ones, and one for the drafts, which letters would be out of date; () for none."""
    lines = []
    for state, form in (
        (LetterState.SIGNED, "Signed letters keep the facts of their date; signed anew these would say something else, or want a search first: {names}"),
        (LetterState.DRAFTED, "Drafts of letters that would say something else: {names}"),
    ):  # fmt: skip
        names = [
            say("{name} ({language})", name=each.name, language=language_name(each.language))
            if each.language
            else each.name
            for each in letters
            if each.state is state
        ]
        if names:
            lines.append(ended(say(form, names=", ".join(names))))
    return tuple(lines)


def outdated_words(letter: OutdatedLetter) -> str:
    """Return that a letter would be out of date."""
    language = say(" in {language}", language=language_name(letter.language)) if letter.language else ""
    form = (
        "The signed letter to {name}{language} keeps the facts of its date; signed anew it would say something else, or want a search first"
        if letter.state is LetterState.SIGNED
        else "The draft of the letter to {name}{language} would say something else"
    )
    return ended(say(form, name=letter.name, language=language))


def left_behind_words(name: str, changes: Sequence[CaseChange], case: Case) -> str:
    """Return that a signed letter stands as it was signed, and what of the case was amended since."""
    stands = say("It is the letter to {name} that stands in this casebook, as it was signed.", name=name)
    if not changes:
        return f"{stands} {say('The case has been amended since.')}"
    listed = named_changes(changes, [case])
    return f"{stands} {ended(say('The case has been amended since: {listed}', listed=listed))}"


def synced_words(now: CaseNow, before: Case) -> tuple[str, ...]:
    """Return what a sync has done to the case, a sentence each; () where it is as it was."""
    if now.contested:
        return (contested_words(),)
    from reviewer.framework.case_changes import differences

    changes = differences(before, now.case)
    if not changes:
        return ()
    listed = named_changes(changes, (before, now.case))
    return (ended(say("The case was amended by a colleague: {listed}", listed=listed)),)


def contested_words() -> str:
    """Return that amendments stand against each other, and what that means."""
    return say(
        "Amendments of the case stand against each other: the case of before serves, and no letter can be signed until one is"
        " taken, or the case amended anew."
    )


def side_words(side: Side, when: str) -> str:
    """Return whose amendment it is; ``when`` in words."""
    if side.damaged:
        form = "Amendment {record}, by {who} on {when}, is damaged: a sync gets it back from the share."
    elif side.changes is None:
        form = "Amendment {record}, by {who} on {when}, is of a newer version of Reviewer."
    else:
        form = "Amendment {record}, by {who} on {when}:"
    return say(form, record=side.record[:12], who=side.who, when=when)


def fact_words(column: str) -> str:
    """Return what a column of the file of bodies is called: "Chief officer title"."""
    return _field(column).capitalize()


def place_words(path: tuple[str, ...]) -> str:
    """Return what a fact of the inspection is called."""
    return say(PLACES[path])


def letter_fact_words(letter: LetterFact) -> tuple[str, str]:
    """Return which letter it is, and how it stands."""
    what = (
        say("Letter in {language}", language=language_name(letter.language))
        if letter.language
        else say("Letter")
    )
    record = letter.record
    if record is None:
        return what, say("Not signed")
    if isinstance(record.content, Withdrawn):
        return what, capital(taken_back_words(letter.who, record.at, record.content.because))
    said = capital(recorded_words(record, letter.who))
    return what, "; ".join(filter(None, (said, since_words(letter.place))))
