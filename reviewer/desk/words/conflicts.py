"""The words for what people decided differently: what it is about, what each side says and rests on, and the ways to settle it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from reviewer.desk.words.amendments import change_words, differing
from reviewer.desk.words.cells import cell_words
from reviewer.desk.words.counts import Noun, counted
from reviewer.desk.words.days import day_words, moment_words
from reviewer.desk.words.language import count, say
from reviewer.desk.words.members import ROLES
from reviewer.desk.words.searches import found_words
from reviewer.desk.words.templates import capital
from reviewer.errors import ended
from reviewer.model import (
    AnchorState,
    Evidence,
    Included,
    Letter,
    Member,
    Receipt,
    Role,
    Stance,
    Transcribed,
    Version,
)  # fmt: skip
from reviewer.model.contest import (
    CaseSide,
    CitedPassage,
    CitedSearch,
    Contest,
    ContestKind,
    ContestLine,
    ContestPlace,
    ContestSide,
    Elsewhere,
    SettledLine,
    SideState,
    Way,
    WayCode,
)

_KINDS: Mapping[ContestKind, str] = MappingProxyType({
    ContestKind.VERDICT: "verdict", ContestKind.CATEGORY: "category", ContestKind.PARAGRAPH: "paragraph of the letter",
    ContestKind.LETTER: "signed letter", ContestKind.VERSION: "new version", ContestKind.INCLUDED: "in the review or not",
    ContestKind.EVIDENCE: "tied passage", ContestKind.RECEIPT: "received or not", ContestKind.TRANSCRIBED: "typed words",
    ContestKind.MEMBER: "member", ContestKind.CASE: "amendment of the case",
})  # fmt: skip
_HEADS: Mapping[ContestKind, tuple[str, str]] = MappingProxyType({
    ContestKind.VERDICT: ("{n} colleague judged this.", "{n} colleagues judged this apart."),
    ContestKind.CATEGORY: ("{n} colleague chose the category.", "{n} colleagues chose the category apart."),
    ContestKind.PARAGRAPH: ("{n} colleague wrote this paragraph.", "{n} colleagues wrote this paragraph apart."),
    ContestKind.LETTER: ("{n} signed letter stands.", "{n} signed letters stand."),
    ContestKind.MEMBER: ("{n} decision stands about this member.", "{n} decisions stand about this member."),
    ContestKind.CASE: ("{n} amendment of the case stands.", "{n} amendments of the case stand against each other."),
})  # fmt: skip
_HEAD = ("{n} colleague decided this.", "{n} colleagues decided this apart.")
_UNTIL: Mapping[ContestKind, str] = MappingProxyType({
    ContestKind.VERDICT: "Until it is settled the letter to {body} can’t be signed.",
    ContestKind.CATEGORY: "Until it is settled the letter to {body} can’t be signed.",
    ContestKind.LETTER: "They have left the house, so none of them is chosen here: whoever has another one would not learn of it."
    " Sign another letter, with a reason why it takes their place; or withdraw them all, with a reason.",
    ContestKind.MEMBER: "Until it is settled the smaller role holds, and a removal before any role.",
    ContestKind.CASE: "Until it is settled the case as it was before serves, and no letter can be signed. Take one of them; or"
    " put another case in their place: “Amend the case from a folder…”.",
})  # fmt: skip
_ELSEWHERE: Mapping[Elsewhere, str] = MappingProxyType({
    Elsewhere.SIGNATORIES: "Only a signatory or a lead signs and withdraws letters. Ask one.",
    Elsewhere.CASE: "None of them can be read here. Amend the case anew: “Amend the case from a folder…”.",
    Elsewhere.LEADS: "Only a lead decides who takes part. Ask one.",
    Elsewhere.CASE_LEADS: "Only a lead amends the case. Ask one.",
})  # fmt: skip
_STATES: Mapping[SideState, str] = MappingProxyType({
    SideState.TAKEN_BACK: "Taken back: nothing is to stand",
    SideState.NEWER: "Written by a newer version of Reviewer",
    SideState.DAMAGED: "Damaged: what it says is not what was signed",
})  # fmt: skip
_CANNOT: Mapping[SideState, str] = MappingProxyType({
    SideState.FOREIGN: "The case does not have it any more, so it can’t be chosen.",
    SideState.NEWER: "This version can’t read all of it, so it can’t be chosen here. Install the newer version, or decide anew.",
})  # fmt: skip


def kind_words(place: ContestPlace) -> str:
    """Return what was decided differently, in a word or two."""
    return say(_KINDS[place.kind])


def place_title(place: ContestPlace) -> str:
    """Return whose it is: the body, the member, or the case."""
    if place.kind is ContestKind.CASE:
        return say("The case")
    return place.body_name or place.name or say("Not known whose")


def place_line(place: ContestPlace) -> str:
    """Return what it is about, beside whose it is: "2 Counter-corruption unit · verdict"."""
    named = "" if place.name == place_title(place) or place.kind is ContestKind.PARAGRAPH else place.name
    about = f"{place.number} {place.title}" if place.number else place.title
    return " · ".join(filter(None, (about, named, kind_words(place))))


def head_words(contest: Contest) -> str:
    """Return what stands against each other, in a sentence; "" where nothing does."""
    if not contest.is_open:
        return ""
    if not contest.waits:
        return say("This was decided with a newer version of Reviewer, and stands.")
    return count(*_HEADS.get(contest.place.kind, _HEAD), len(contest.sides))


def until_words(contest: Contest) -> str:
    """Return what it keeps waiting, and where it is settled if not here; "" where nothing waits."""
    if not contest.is_open:
        return ""
    if not contest.waits:
        return say("It can’t be changed here in passing: only by a decision with a reason.")
    form = _UNTIL.get(contest.place.kind, "Until it is settled the letter to {body} can’t be signed.")
    sentences = (
        [say(form, body=contest.place.body_name)] if contest.place.body or "{body}" not in form else []
    )
    if contest.elsewhere is not None:
        sentences.append(say(_ELSEWHERE[contest.elsewhere]))
    return " ".join(sentences)


def differing_lines(lines: Iterable[ContestLine]) -> Iterator[str]:
    """Give each of what waits to be settled in a line, and at the end how it is."""
    waiting = [line for line in lines if line.waits]
    for line in waiting:
        yield say(
            "Decided differently: {whose}, {what}", whose=place_title(line.place), what=place_line(line.place)
        )
    if waiting:
        yield say("Look at both sides and settle it: show CASEBOOK, resolve CASEBOOK.")


# --- a side -----------------------------------------------------------------------------------------


def who_words(side: ContestSide) -> str:
    """Return when it was said, and in which role: "12 June 2017, 16:40 · inspector"."""
    role = say(ROLES[side.role]) if side.role is not None else ""
    return " · ".join(filter(None, (moment_words(side.at), role)))


def held_words(side: ContestSide) -> str:
    """Return how many colleagues hold it; "" while none is known to."""
    return count("held by {n}", "held by {n}", side.held) if side.held else ""


def says_words(side: ContestSide) -> str:
    """Return what a side says, in a line or as the words that it wrote."""
    if side.state in _STATES and not side.label:
        return say(_STATES[side.state])
    match side.content:
        case Included(included=included):
            words = say("In the review") if included else say("Out of the review")
        case Evidence(stance=stance):
            words = say("Supports") if stance is Stance.SUPPORTS else say("Contradicts")
        case Member(role=role):
            words = say("Removed") if role is Role.NONE else capital(say(ROLES[role]))
        case CaseSide(changes=changes):
            number = len(changes)
            words = count(
                "{n} thing differs from the case that serves",
                "{n} things differ from the case that serves",
                number,
            )
        case Letter():
            words = say("Signed by {name}", name=side.label) if side.label else say("Signed")
        case _:
            words = _named(side)
    return words


def _named(side: ContestSide) -> str:
    match side.content:
        case Transcribed(text=text):
            return f"“{text}”"
        case Receipt(name=name):
            return say("{name} was received", name=name)
        case Version():
            return say("A newer version of {name}", name=side.label or say("a document that is not here"))
        case _:
            return side.label


def cannot_words(side: ContestSide) -> str:
    """Return why a side can't be chosen, and what heals it; "" of one that can."""
    return side.remedy or (say(_CANNOT[side.state]) if side.state in _CANNOT else "")


def change_lines(side: ContestSide) -> Iterator[tuple[str, str]]:
    """Give of an amendment what it changes, and how: ("Harrowdale: chief officer", "“A” becomes “B”")."""
    if not isinstance(side.content, CaseSide):
        return
    for change in side.content.changes:
        before, after = differing(change)
        if not before or not after:
            how = (
                say("new: {after}", after=after)
                if after
                else say("not there any more: {before}", before=before)
            )
        else:
            how = say("“{before}” becomes “{after}”", before=before, after=after)
        yield change_words(change, side.content.cases), how


def reason_words(side: ContestSide) -> str:
    """Return the reason or note that was given with it, "" where none was."""
    return side.because or str(getattr(side.content, "note", ""))


def quote_words(cited: CitedPassage) -> str:
    """Return the words of a passage that a side rests on."""
    return cell_words(cited.passage.place, cited.passage.quote) or f"“{cited.passage.quote.strip()}”"


def source_words(cited: CitedPassage) -> str:
    """Return where a passage stands and what it does: "Answers.docx, part 3 · contradicts"."""
    stance = say("supports") if cited.stance is Stance.SUPPORTS else say("contradicts")
    facts = [f"{cited.name}, {cited.where}", stance]
    if cited.note:
        facts.append(say("note: {note}", note=cited.note))
    return " · ".join(facts)


def search_words(cited: CitedSearch) -> str:
    """Return what a search found that a side rests on."""
    return found_words(cited.search)


def looked_words(cited: CitedSearch) -> str:
    """Return whether what a search found was looked at, and its day."""
    looked = say("all looked at") if cited.search.looked_at else say("not all looked at")
    return f"{looked} · {day_words(cited.at)}"


def shared_words(shared: bool, sides: int) -> str:  # noqa: FBT001 - a fact that is put into words
    """Return whether all sides rest on it: "in both", "only here"."""
    if sides == _TWO:
        return say("in both") if shared else say("only here")
    return say("in all") if shared else say("not in all")


def rests_words(side: ContestSide) -> tuple[str, str]:
    """Return on how much a side rests, and how that stands today; the second is "" where all is as it was."""
    counts = []
    if side.passages:
        counts.append(counted(Noun.PASSAGE, len(side.passages)))
    if side.searches:
        counts.append(count("{n} search", "{n} searches", len(side.searches)))
    if not counts:
        return say("Nothing stands behind it"), ""
    now = []
    if gone := sum(not each.stands for each in side.passages):
        now.append(count("{n} was changed or untied since", "{n} were changed or untied since", gone))
    if other := sum(each.state not in _READS_SO for each in side.passages):
        now.append(count("{n} reads differently today", "{n} read differently today", other))
    return ", ".join(counts), "; ".join(now) or (say("as they read today") if side.passages else "")


_READS_SO = frozenset({AnchorState.EXACT, AnchorState.MOVED})


def suggests_words(side: ContestSide) -> str:
    """Return the category that the rules suggest with it; "" while they suggest none."""
    return say("suggests: {category}", category=side.suggests) if side.suggests else ""


# --- settling ---------------------------------------------------------------------------------------


def way_words(contest: Contest, way: Way) -> tuple[str, str]:
    """Return a way to settle in a few words, and what it comes to: ("Ben Okafor’s stands", "Not commenced")."""
    if way.code is WayCode.NEITHER and contest.place.kind is ContestKind.LETTER:
        return say("Withdraw them all"), say("for good")
    if way.code is WayCode.NEITHER:
        return say("Neither"), say("nothing stands")
    if way.code is WayCode.SIDE:
        side = next(each for each in contest.sides if each.record == way.record)
        return say("{name}’s stands", name=side.who), says_words(side)
    if contest.place.kind is ContestKind.CATEGORY:
        return say("Choose anew"), ""
    of_two = len(contest.sides) == _TWO
    return say("Judge anew"), say("with the evidence of both") if of_two else say("with the evidence of all")


def settles_words(contest: Contest) -> str:
    """Return what becomes of the sides once it is settled, and whether that can be taken back."""
    if contest.place.kind is ContestKind.MEMBER:
        return say("Every side stays in the history; undo does not reach it, a lead can decide otherwise")
    if contest.place.kind is ContestKind.LETTER:
        return say("Their bytes are kept, and “verify” tells of the withdrawal. Undo does not reach it")
    if contest.place.kind is ContestKind.CASE:
        return say("Every side stays in the history; undo does not reach it, the case can be amended again")
    if any(side.state in {SideState.NEWER, SideState.DAMAGED} for side in contest.sides):
        return say(
            "Every side stays in the history. It can’t be taken back: not all of them can be read here"
        )
    return say("Every side stays in the history; Ctrl+Z takes it back")


def settled_words(settled: SettledLine) -> str:
    """Return who settled it and when, and what stands since."""
    who = f"{settled.who}, {day_words(settled.at)}"
    return f"{settled.label} · {who}" if settled.label and len(settled.label) < _SHORT else who


_SHORT, _TWO = 40, 2


# --- as lines, for who has no screen ------------------------------------------------------------------


def contest_lines(contest: Contest) -> Iterator[str]:
    """Give all of a contest in lines: what it is about, both sides whole, and how it can be settled."""
    place = contest.place
    yield f"{place_title(place)}: {place_line(place)}"
    if contest.is_open:
        yield f"  {head_words(contest)} {until_words(contest)}".rstrip()
    for side in contest.sides:
        yield from _side_lines(contest, side)


def _side_lines(contest: Contest, side: ContestSide) -> Iterator[str]:
    held = held_words(side)
    yield f"  {side.record[:12]}  {side.who}, {who_words(side)}" + (f" · {held}" if held else "")
    yield f"    {says_words(side)}"
    if why := cannot_words(side):
        yield f"    {ended(why)}"
    for what, how in change_lines(side):
        yield f"      {what}: {how}"
    if reason := reason_words(side):
        yield f"    {say('Reason: {reason}', reason=reason)}"
    sides = len(contest.sides)
    for cited in side.passages:
        yield f"    {say('Evidence: {quote}', quote=quote_words(cited))}"
        yield f"      {source_words(cited)} · {shared_words(cited.shared, sides)}"
    for search in side.searches:
        yield f"    {say('Search: {found}', found=search_words(search))}"
        yield f"      {looked_words(search)} · {shared_words(search.shared, sides)}"
    if side.sentence:
        yield f"    {say('In the letter: {sentence}', sentence=side.sentence)}"
    if suggests := suggests_words(side):
        yield f"      {suggests}"
