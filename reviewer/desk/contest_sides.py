"""The sides of a contest: who said what when, in which role, what it rests on, and what it makes the letter say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.desk.case_now import readable_case
from reviewer.desk.contest_places import ContestPlaces
from reviewer.desk.ordering import by_name
from reviewer.desk.passages import Passages
from reviewer.desk.session import Session
from reviewer.desk.standing import Standings
from reviewer.errors import WordingError
from reviewer.model import (
    Block,
    Content,
    Evidence,
    Grade,
    Kept,
    Letter,
    Member,
    Role,
    Search,
    Verdict,
    Version,
    Withdrawn,
)
from reviewer.model.contest import (
    KEY_DIGITS,
    CaseSide,
    CitedPassage,
    CitedSearch,
    ContestPlace,
    ContestSide,
    SideState,
)

if TYPE_CHECKING:
    from reviewer.casebook.contests import StandingRecord
    from reviewer.casebook.membership import MemberRecord, Standing


class Sides:
    """Makes the sides of a contest from the records that stand."""

    def __init__(
        self, session: Session, standings: Standings, passages: Passages, places: ContestPlaces
    ) -> None:
        """Read the session's casebook."""
        self._session, self._standings, self._passages, self._places = session, standings, passages, places

    def of(self, place: ContestPlace) -> tuple[ContestSide, ...]:
        """Return all that stands for a subject, by the names of those who said it."""
        stands = self._session.casebook.contests.standing(place.subject)
        return _in_order(_compared([self._side(each) for each in stands]))

    def of_member(self, stands: Standing) -> tuple[ContestSide, ...]:
        """Return what those who decide have said of a member, each differently."""
        return _in_order([self._of_member(one) for one in stands.said])

    def of_case(self) -> tuple[ContestSide, ...]:
        """Return the amendments of the case that stand against each other, each with what it changes of the case that serves."""
        casebook = self._session.casebook
        damaged = casebook.cases.standing().damaged
        kept = (casebook.cases.get(record) for record in self._session.case_now.last)
        return _in_order([self._amended(each, damaged) for each in kept if each is not None])

    def _amended(self, kept: Kept[object], damaged: Collection[str]) -> ContestSide:
        from reviewer.framework.case_changes import differences

        case, serves = readable_case(self._session.casebook, kept.id), self._session.case
        if kept.id in damaged:
            return replace(self._plain(kept, SideState.DAMAGED), remedy=self._remedy(kept.id))
        if case is None:
            return self._plain(kept, SideState.NEWER)
        content = CaseSide(differences(serves, case), (serves, case))
        return replace(self._plain(kept, SideState.SAYS), content=content)

    def label_of(self, record: str) -> str:
        """Return the case's own word for what a record says; "" where it has none."""
        kept = self._session.casebook.get(record)
        return "" if kept is None else self._label(kept.content)[0]

    # --- one side --------------------------------------------------------------------------------------

    def _plain(self, kept: Kept[object], state: SideState) -> ContestSide:
        """Return who said it, when and in which role: what is known of any side."""
        casebook = self._session.casebook
        save = casebook.health.save_of(kept.id)
        role: Role | None = None
        held = 0
        if casebook.contests.any_member():
            membership = casebook.team.membership()
            role = membership.role_of(kept.author) if membership.closed else None
            held = len(casebook.team.holding.holders_of(save)) if save else 0
        mine = kept.author == self._session.me.key
        return ContestSide(
            kept.id, state, kept.author, self._session.named(kept.author), role, kept.at, mine, held=held
        )

    def _side(self, stands: StandingRecord) -> ContestSide:
        kept = stands.record
        content = kept.content
        if not stands.is_newer and not isinstance(content, Content):
            return replace(self._plain(kept, SideState.DAMAGED), remedy=self._remedy(kept.id))
        side = self._plain(self._session.casebook.contests.said_first(kept), SideState.SAYS)
        side = replace(side, record=kept.id)
        if isinstance(content, Content):
            side = self._said(side, content)
        return replace(side, state=SideState.NEWER) if stands.is_newer else side

    def _remedy(self, record: str) -> str:
        from reviewer.desk.words.damage import REMEDY, damage_remedy

        damages = self._session.casebook.health.damages()
        return next((damage_remedy(each) for each in damages if each.record == record), REMEDY)

    def _said(self, side: ContestSide, content: Content) -> ContestSide:
        label, tone, is_known = self._label(content)
        because = str(getattr(content, "because", ""))
        side = replace(side, content=content, label=label, tone=tone, because=because)
        if isinstance(content, Withdrawn):
            return replace(side, state=SideState.TAKEN_BACK)
        if not is_known:
            return replace(side, state=SideState.FOREIGN)
        if isinstance(content, Verdict):
            side = replace(side, passages=self._cited(content), searches=self._searched(content))
            return replace(side, sentence=self._sentence(content), suggests=self._suggested(content))
        return side

    def _label(self, content: object) -> tuple[str, str, bool]:
        """Return the case's own word for what a content says, the tone of a finding, and whether the case has it."""
        framework = self._session.case.framework
        match content:
            case Verdict(finding=key, criterion=criterion):
                allowed = {each.key: each.findings for each in framework.criteria}.get(criterion, ())
                finding = next((each for each in framework.findings if each.key == key), None)
                tone = finding.tone.value if finding else ""
                return finding.label if finding else key, tone, key in allowed
            case Grade(category=key):
                labels = {each.key: each.label for each in framework.categories}
                return labels.get(key, key), "", key in labels
            case _:
                return self._name(content), "", True

    def _name(self, content: object) -> str:
        match content:
            case Version(earlier=earlier):
                return self._places.receipt(earlier)
            case Block(markdown=words):
                return words
            case Letter(signed_by=name) | Member(name=name):
                return name
            case _:
                return ""

    def _of_member(self, one: MemberRecord) -> ContestSide:
        kept = self._session.casebook.get(one.id)
        if kept is None:
            at, author = 0, one.author
            kept = Kept(one.id, "", author, at, one.content)
        return replace(self._plain(kept, SideState.SAYS), content=one.content, because=one.content.because)

    # --- what a verdict rests on, and what it makes the letter say ---------------------------------------

    def _cited(self, verdict: Verdict) -> tuple[CitedPassage, ...]:
        casebook = self._session.casebook
        standing = {k.id for k in casebook.current(Evidence, body=verdict.body, criterion=verdict.criterion)}
        cited = []
        for record in verdict.evidence:
            kept = casebook.get(record)
            if kept is None or not isinstance(kept.content, Evidence):
                continue
            content = kept.content
            now = self._passages.now(content.passage)
            name = self._places.document(content.passage.document, verdict.body)
            cited.append(
                CitedPassage(
                    record, content.passage, content.stance, content.note, name, now.where, now.anchor.state,
                    record in standing, shared=False,
                )
            )  # fmt: skip
        return tuple(cited)

    def _searched(self, verdict: Verdict) -> tuple[CitedSearch, ...]:
        kept = (self._session.casebook.get(record) for record in verdict.searches)
        return tuple(
            CitedSearch(each.id, each.content, each.at, shared=False)
            for each in kept
            if each is not None and isinstance(each.content, Search)
        )

    def _sentence(self, verdict: Verdict) -> str:
        from reviewer.wording import names_for, sentences

        case = self._session.case
        language = case.languages[""]
        try:
            context = names_for(case, language, case.body(verdict.body))
            made = sentences(language, {verdict.criterion: verdict.finding}, context)
        except (
            KeyError,
            WordingError,
        ):  # of a body that an amendment took out, or words that can't be filled
            return ""
        return " ".join(each.text for each in made)

    def _suggested(self, verdict: Verdict) -> str:
        from reviewer.wording import suggest

        case = self._session.case
        if verdict.body not in {body.code for body in case.bodies}:
            return ""
        findings = {**self._standings.by_rules(verdict.body).findings, verdict.criterion: verdict.finding}
        category = suggest(case.framework, findings)
        return case.framework.category(category).label if category else ""


def _in_order(sides: Iterable[ContestSide]) -> tuple[ContestSide, ...]:
    return tuple(sorted(_told_apart([*sides]), key=lambda side: (by_name(side.who), side.at, side.record)))


def _told_apart(sides: list[ContestSide]) -> list[ContestSide]:
    """Have the first digits of the key stand beside each name that two people go by."""
    people = {(side.who, side.author) for side in sides}
    shared = {name for name, many in Counter(who for who, _ in people).items() if many > 1}
    return [
        replace(side, who=f"{side.who} ({side.author[:KEY_DIGITS]})") if side.who in shared else side
        for side in sides
    ]


def _compared(sides: list[ContestSide]) -> list[ContestSide]:
    """Return sides whose passages and searches say whether all sides that say anything rest on them."""
    readable = [side for side in sides if side.state is SideState.SAYS]
    if len(readable) < 2:  # noqa: PLR2004 - nothing to compare with
        return sides
    shared = {_key(each) for each in _rests(readable[0])}
    for side in readable[1:]:
        shared &= {_key(each) for each in _rests(side)}
    return [
        replace(
            side,
            passages=tuple(replace(each, shared=_key(each) in shared) for each in side.passages),
            searches=tuple(replace(each, shared=_key(each) in shared) for each in side.searches),
        )
        for side in sides
    ]


def _rests(side: ContestSide) -> tuple[CitedPassage | CitedSearch, ...]:
    return (*side.passages, *side.searches)


def _key(cited: CitedPassage | CitedSearch) -> object:
    """Return what is the same in two sides: the words in their place, whatever note stands beside them; a search itself."""
    if isinstance(cited, CitedSearch):
        return cited.record
    of = cited.passage
    return of.document, of.place, of.start, of.end
