"""Commands on what people decided differently: show and resolve."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import click

from reviewer.cli.running import casebook_argument, done, json_option, listing, reading, writing
from reviewer.cli.table import Row, iso, printable
from reviewer.cli.translated import argument, command, option
from reviewer.desk import Desk
from reviewer.desk.chronicle import Entry
from reviewer.desk.words.conflicts import (
    cannot_words,
    change_lines,
    contest_lines,
    held_words,
    kind_words,
    place_line,
    place_title,
    quote_words,
    reason_words,
    says_words,
    search_words,
    until_words,
)
from reviewer.desk.words.days import moment_words
from reviewer.desk.words.deeds import deed_words
from reviewer.desk.words.language import say
from reviewer.errors import NotReadyError, Phrase, WrongUseError
from reviewer.model.contest import (
    KEY_DIGITS,
    Contest,
    ContestKind,
    ContestLine,
    ContestPlace,
    ContestSide,
    Elsewhere,
    Way,
    WayCode,
)

CODE = 8
COLUMNS = ("conflict", "whose", "what", "sides")


@command()
@casebook_argument
@argument("body", required=False)
@argument("criterion", required=False)
@json_option
def show(casebook: Path, body: str | None, criterion: str | None, as_json: bool) -> None:
    """Show all that stands and stood for a body, or on one criterion of it, both sides of a conflict in full.

    Without a body: what people decided differently anywhere, and is to be settled.
    """
    with reading(casebook) as desk:
        if body is None:
            _list(desk, as_json=as_json)
            return
        contests = desk.settling.standing(body, criterion or "")
        entries = [entry for entry in desk.chronicle.of(body, criterion) if not entry.stands]
    if as_json:
        rows = [row for contest in contests for row in _rows(contest)]
        listing([*rows, *map(_stood, entries)], (), as_json=True)
        return
    for contest in contests:
        _tell(contest)
    if not contests:
        click.echo(say("Nothing is decided there."))
    if entries:
        click.echo(say("What stood before:"))
    for entry in entries:
        click.echo(printable(f"  {_entry_words(entry)}"))


def _list(desk: Desk, *, as_json: bool) -> None:
    lines = desk.settling.lines()
    if as_json:
        listing(
            [row for line in lines for row in _rows(desk.settling.contest(line.place.subject))],
            (),
            as_json=True,
        )
        return
    listing([_line(line) for line in lines], COLUMNS, as_json=False, empty=say("Nothing is to be settled."))
    if lines:
        click.echo(
            say(
                "Both sides: show CASEBOOK BODY. Settle one: resolve CASEBOOK --conflict CONFLICT --because TEXT."
            ),
            err=True,
        )


def _line(line: ContestLine) -> Row:
    return {
        "conflict": code_of(line.place),
        "whose": place_title(line.place),
        "what": place_line(line.place),
        "sides": line.sides,
    }


def code_of(place: ContestPlace) -> str:
    """Return the digits by which a conflict is named here: of what it is about, so that they stay the same."""
    return sha256(place.subject.encode()).hexdigest()[:CODE]


def _tell(contest: Contest) -> None:
    for number, line in enumerate(contest_lines(contest)):
        named = number == 0 and contest.is_open
        click.echo(printable(f"{line} [{code_of(contest.place)}]" if named else line))
    if contest.ways and contest.is_open:
        click.echo(printable(f"  {_ways_words(contest)}"))


def _ways_words(contest: Contest) -> str:
    return say("Settle it: resolve CASEBOOK --conflict {code} --because TEXT {ways}", code=code_of(contest.place),
               ways=" | ".join(_ways(contest)))  # fmt: skip


def _ways(contest: Contest) -> Iterator[str]:
    """Give the options that settle it, as they are typed."""
    for way in contest.ways:
        match way.code:
            case WayCode.SIDE:
                yield f"--take {way.record[:12]}"
            case WayCode.ANEW:
                yield f"--anew {'/'.join(choice.key for choice in contest.anew)}"
            case WayCode.NEITHER:
                yield "--neither"


def _rows(contest: Contest) -> Iterator[Row]:
    place = contest.place
    for side in contest.sides:
        yield {
            "conflict": code_of(place) if contest.is_open else None,
            "body": place.body or None,
            "criterion": place.criterion or None,
            "kind": place.kind.value,
            "what": f"{place_title(place)}: {place_line(place)}",
            "stands": True,
            **_side(side),
        }


def _side(side: ContestSide) -> Row:
    return {
        "changes": [{"what": what, "how": how} for what, how in change_lines(side)],
        "record": side.record,
        "who": side.who,
        "at": iso(side.at),
        "role": side.role.value if side.role is not None else None,
        "state": side.state.value,
        "says": says_words(side),
        "because": reason_words(side),
        "can_be_chosen": side.can_be_chosen,
        "why_not": cannot_words(side) or None,
        "evidence": [
            {
                "record": each.record, "quote": each.passage.quote, "words": quote_words(each), "name": each.name,
                "document": each.passage.document, "place": each.passage.place, "where": each.where,
                "stance": each.stance.value, "note": each.note, "state": each.state.value, "stands": each.stands,
                "in_all": each.shared,
            }
            for each in side.passages
        ],
        "searches": [
            {"record": each.record, "found": search_words(each), "at": iso(each.at), "in_all": each.shared}
            for each in side.searches
        ],
        "letter": side.sentence or None,
        "suggests": side.suggests or None,
        "held": held_words(side) or None,
    }  # fmt: skip


def _stood(entry: Entry) -> Row:
    return {
        "record": entry.record,
        "who": entry.who,
        "at": iso(entry.at),
        "stands": False,
        "what": deed_words(entry.deed),
        "says": entry.finding,
        "because": entry.because,
    }


def _entry_words(entry: Entry) -> str:
    facts = (moment_words(entry.at), entry.who, deed_words(entry.deed), entry.finding, entry.because)
    return " · ".join(filter(None, facts))


@command()
@casebook_argument
@argument("body", required=False)
@argument("criterion", required=False)
@option("--conflict", "code", help="Which one, by the digits that show gives it.")
@option("--take", metavar="SIDE", help="The side that stands: who said it, their key, or its record.")
@option(
    "--anew", metavar="KEY", help="A finding, or a category, of your own, with the evidence of all sides."
)
@option("--neither", is_flag=True, help="Nothing stands.")
@option("--because", required=True, help="The reason, kept with it.")
@option("--yes", is_flag=True, help="Withdraw signed letters without asking.")
def resolve(
    casebook: Path,
    body: str | None,
    criterion: str | None,
    code: str | None,
    take: str | None,
    anew: str | None,
    neither: bool,
    because: str,
    yes: bool,
) -> None:
    """Settle what people decided differently: one act, with a reason. Every side stays in the history."""
    if sum((take is not None, anew is not None, neither)) > 1:
        raise WrongUseError("It is settled in one way", "Say one of --take, --anew and --neither.")
    with writing(casebook) as desk:
        contest = _wanted(desk, body, criterion, code)
        if contest.elsewhere is not None:
            raise NotReadyError(_stays_words(contest), _elsewhere(contest))
        way = _way(contest, take, anew, neither=neither)
        if contest.place.kind is ContestKind.LETTER and not yes and not _agreed(contest):
            raise NotReadyError("Nothing was withdrawn", "Say yes, or --yes, to withdraw them for good.")
        desk.settling.settle(contest, way, because, anew or "")
        left = desk.settling.count()
    what = f"{place_title(contest.place)}: {place_line(contest.place)}"
    done(say("Settled. {what}. {left} left to settle.", what=what, left=left))


def _agreed(contest: Contest) -> bool:
    """Ask whether signed letters are to be withdrawn; without a terminal nobody says so."""
    words = say(
        "Withdraw {n} signed letters to {body} for good?", n=len(contest.sides), body=contest.place.body_name
    )
    return sys.stdin.isatty() and click.confirm(words, err=True)


def _wanted(desk: Desk, body: str | None, criterion: str | None, code: str | None) -> Contest:
    """Return the one that is meant; WrongUseError where there is none, or are several, names those there are."""
    named = desk.session.body(body).code if body is not None else None
    key = desk.session.criterion(criterion).key if criterion is not None else None
    lines = [
        line
        for line in desk.settling.lines()
        if named in {None, line.place.body}
        and key in {None, line.place.criterion}
        and (not code or code_of(line.place).startswith(code.lower()))
    ]
    if len(lines) == 1:
        return desk.settling.contest(lines[0].place.subject)
    if not lines:
        raise NotReadyError("Nothing is to be settled there", "See what is: show CASEBOOK.")
    shown = "; ".join(
        f"{code_of(line.place)} {place_title(line.place)}, {place_line(line.place)}" for line in lines
    )
    raise WrongUseError(
        Phrase("{n} conflicts are meant", n=len(lines)),
        Phrase("Say which by --conflict: {shown}.", shown=shown),
    )


def _way(contest: Contest, take: str | None, anew: str | None, *, neither: bool) -> Way:
    ways = " | ".join(_ways(contest))
    wanted: Sequence[Way] = ()
    if take is not None:
        wanted = [way for way in contest.ways if way.code is WayCode.SIDE and _is_meant(contest, way, take)]
    elif anew is not None or neither:
        code = WayCode.NEITHER if neither else WayCode.ANEW
        wanted = [way for way in contest.ways if way.code is code]
    if len(wanted) > 1:
        raise WrongUseError(
            Phrase("{n} sides are meant by {said}", n=len(wanted), said=take),
            Phrase("Say which by its record: {sides}.", sides="; ".join(_side_words(contest, way) for way in wanted)),
        )  # fmt: skip
    if not wanted:
        what = (
            Phrase("How it is settled is not said")
            if not (take or anew or neither)
            else Phrase("It can't be settled so")
        )
        raise WrongUseError(what, Phrase("Say one of: {ways}.", ways=ways))
    return wanted[0]


def _of(contest: Contest, way: Way) -> ContestSide:
    return next(each for each in contest.sides if each.record == way.record)


def _side_words(contest: Contest, way: Way) -> str:
    """Return the option that takes a side, with who said what when: "--take 0123456789ab (Robin Ash, …: Falls short)"."""
    side = _of(contest, way)
    return f"--take {way.record[:12]} ({side.who}, {moment_words(side.at)}: {says_words(side)})"


def _is_meant(contest: Contest, way: Way, said: str) -> bool:
    """Tell whether a side is meant by a name, which two may go by, or by the first digits of its author's key or of its record."""
    side, named = _of(contest, way), said.casefold()
    name = side.who.removesuffix(f" ({side.author[:KEY_DIGITS]})").casefold()
    ids = (side.record, side.author)
    return named in {side.who.casefold(), name} or (
        len(said) >= CODE and any(each.startswith(said.lower()) for each in ids)
    )


def _stays_words(contest: Contest) -> str:
    return Phrase(
        "{what} of {whose} is not settled beside its sides",
        what=kind_words(contest.place),
        whose=place_title(contest.place),
    )


def _elsewhere(contest: Contest) -> str:
    commands = {
        Elsewhere.CASE: "None of them can be read here. Amend the case anew: amend CASEBOOK --case DIR.",
    }
    form = commands.get(contest.elsewhere) if contest.elsewhere is not None else None
    return say(form) if form else until_words(contest)
