"""Who the members are: by rank and by what is named, never by clocks, order of arrival or numbers of voices."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.casebook.heads import SaveHead
from reviewer.casebook.membership import MemberRecord, Membership, members_of
from reviewer.model import Member, Role
from tests.scale import scale

FOUNDER, LEAD, OTHER_LEAD, ANNA, BEN, STRANGER = "founder", "lead", "lead2", "anna", "ben", "stranger"
HISTORIES = scale("member-histories", small=60, whole=400)
PEOPLE = (FOUNDER, LEAD, OTHER_LEAD, ANNA, BEN, STRANGER)


@dataclass
class Told:
    """Saves of several authors, each with at most one member record; ids are numbers in words."""

    heads: dict[str, SaveHead] = field(default_factory=dict)
    records: list[MemberRecord] = field(default_factory=list)
    last: dict[str, str] = field(default_factory=dict)

    def save(self, author: str) -> str:
        save = f"s{len(self.heads)}"
        number = len([one for one in self.heads.values() if one.author == author]) + 1
        self.heads[save] = SaveHead("i", author, author, number, self.last.get(author, ""), 0, ())
        self.last[author] = save
        return save

    def say(self, author: str, content: Member, *names: str) -> str:
        save = self.save(author)
        self.records.append(MemberRecord(f"r{len(self.records)}", author, save, names, content))
        return self.records[-1].id

    def members(self) -> Membership:
        return members_of(FOUNDER, self.records, self.heads.get)


def as_role(key: str, role: Role, **more: object) -> Member:
    return Member(key, key.title(), role, **more)  # type: ignore[arg-type]


def roles(told: Told) -> dict[str, Role]:
    members = told.members()
    return {key: members.role_of(key) for key in PEOPLE}


def founded() -> Told:
    told = Told()
    told.say(FOUNDER, as_role(FOUNDER, Role.LEAD))
    told.say(FOUNDER, as_role(LEAD, Role.LEAD))
    return told


def test_while_no_founder_has_spoken_it_is_open_and_everybody_counts_in_full() -> None:
    told = Told()
    told.say(ANNA, as_role(ANNA, Role.LEAD))
    assert not told.members().closed
    assert roles(told) == dict.fromkeys(PEOPLE, Role.LEAD)


def test_founder_makes_leads_and_leads_make_all_others() -> None:
    told = founded()
    told.say(LEAD, as_role(ANNA, Role.INSPECTOR))
    told.say(LEAD, as_role(BEN, Role.LEAD))
    told.say(ANNA, as_role(STRANGER, Role.INSPECTOR))
    told.say(STRANGER, as_role(STRANGER, Role.SIGNATORY))
    assert roles(told) == {
        FOUNDER: Role.LEAD, LEAD: Role.LEAD, OTHER_LEAD: Role.NONE, ANNA: Role.INSPECTOR, BEN: Role.NONE, STRANGER: Role.NONE,
    }  # fmt: skip


def test_a_removal_beats_an_admission_that_does_not_name_it() -> None:
    told = founded()
    told.say(LEAD, as_role(ANNA, Role.INSPECTOR))
    removal = told.say(LEAD, as_role(ANNA, Role.NONE))
    told.say(FOUNDER, as_role(ANNA, Role.INSPECTOR))
    assert told.members().role_of(ANNA) is Role.NONE
    told.say(LEAD, as_role(ANNA, Role.SIGNATORY), removal, "r2")
    told.say(FOUNDER, as_role(ANNA, Role.SIGNATORY), "r4")
    assert told.members().role_of(ANNA) is Role.SIGNATORY


def test_a_lead_takes_no_founders_removal_back() -> None:
    told = founded()
    removal = told.say(FOUNDER, as_role(ANNA, Role.NONE))
    told.say(LEAD, as_role(ANNA, Role.INSPECTOR), removal)
    assert told.members().role_of(ANNA) is Role.NONE


def test_of_two_roles_the_smaller_holds_until_it_is_settled() -> None:
    told = founded()
    one = told.say(LEAD, as_role(ANNA, Role.SIGNATORY))
    other = told.say(FOUNDER, as_role(ANNA, Role.OBSERVER))
    assert (told.members().role_of(ANNA), told.members().standing[ANNA].is_conflict) == (Role.OBSERVER, True)
    told.say(FOUNDER, as_role(ANNA, Role.SIGNATORY), one, other)
    assert (told.members().role_of(ANNA), told.members().standing[ANNA].is_conflict) == (
        Role.SIGNATORY,
        False,
    )


def test_what_a_removed_person_did_up_to_the_cut_goes_on_counting_and_nothing_later() -> None:
    told = founded()
    admission = told.say(LEAD, as_role(ANNA, Role.INSPECTOR))
    first, second, late = told.save(ANNA), told.save(ANNA), told.save(ANNA)
    told.say(LEAD, as_role(ANNA, Role.NONE, before=Role.INSPECTOR, until=(second,)), admission)
    members = told.members()
    assert [members.role_in(ANNA, save) for save in (first, second, late)] == [
        Role.INSPECTOR,
        Role.INSPECTOR,
        Role.NONE,
    ]


def test_what_a_lead_said_before_being_removed_still_holds() -> None:
    told = founded()
    told.say(LEAD, as_role(ANNA, Role.INSPECTOR))
    tip = told.last[LEAD]
    told.say(LEAD, as_role(BEN, Role.INSPECTOR))
    told.say(FOUNDER, as_role(LEAD, Role.NONE, before=Role.LEAD, until=(tip,)), "r1")
    assert (told.members().role_of(ANNA), told.members().role_of(BEN)) == (Role.INSPECTOR, Role.NONE)


def test_two_leads_cannot_remove_each_other() -> None:
    told = founded()
    told.say(FOUNDER, as_role(OTHER_LEAD, Role.LEAD))
    told.say(LEAD, as_role(OTHER_LEAD, Role.NONE))
    told.say(OTHER_LEAD, as_role(FOUNDER, Role.NONE))
    assert [roles(told)[key] for key in (FOUNDER, LEAD, OTHER_LEAD)] == [Role.LEAD] * 3


def test_the_heir_takes_the_founders_place_and_what_the_founder_did_until_then_counts() -> None:
    told = founded()
    told.say(FOUNDER, as_role(BEN, Role.INSPECTOR, heir=True))
    tip, later = told.last[FOUNDER], told.save(FOUNDER)
    told.say(BEN, as_role(FOUNDER, Role.NONE, before=Role.LEAD, until=(tip,)))
    told.say(BEN, as_role(ANNA, Role.LEAD))
    told.say(FOUNDER, as_role(BEN, Role.NONE), "r2")
    members = told.members()
    assert (members.founder, members.role_of(ANNA), members.role_of(BEN)) == (BEN, Role.LEAD, Role.LEAD)
    assert (members.role_in(FOUNDER, tip), members.role_in(FOUNDER, later)) == (Role.LEAD, Role.NONE)
    assert members.role_of(LEAD) is Role.LEAD


def test_of_two_heirs_neither_takes_the_place_nor_does_one_who_was_never_named() -> None:
    told = founded()
    told.say(FOUNDER, as_role(BEN, Role.INSPECTOR, heir=True))
    told.say(FOUNDER, as_role(ANNA, Role.INSPECTOR, heir=True))
    tip = told.last[FOUNDER]
    told.say(BEN, as_role(FOUNDER, Role.NONE, until=(tip,)))
    told.say(LEAD, as_role(FOUNDER, Role.NONE, until=(tip,)))
    assert told.members().founder == FOUNDER


def test_two_keys_of_one_person_are_one() -> None:
    told = founded()
    told.say(LEAD, as_role(ANNA, Role.INSPECTOR))
    told.say(LEAD, as_role(BEN, Role.INSPECTOR, same_as=ANNA))
    told.say(LEAD, as_role(STRANGER, Role.INSPECTOR, same_as=STRANGER))
    members = told.members()
    assert [members.person_of(key) for key in (ANNA, BEN, STRANGER, FOUNDER)] == [
        ANNA,
        ANNA,
        STRANGER,
        FOUNDER,
    ]


@st.composite
def histories(draw: st.DrawFn) -> Told:
    """Anybody says anything of anybody, naming any earlier records and cutting at any saves; some only work."""
    told = Told()
    if draw(st.booleans()):
        told.say(FOUNDER, as_role(FOUNDER, Role.LEAD))
    for _ in range(draw(st.integers(0, 14))):
        author = draw(st.sampled_from(PEOPLE))
        if draw(st.integers(0, 3)) == 0:
            told.save(author)
            continue
        content = Member(
            draw(st.sampled_from(PEOPLE)),
            "x",
            draw(st.sampled_from(list(Role))),
            draw(st.sampled_from(list(Role))),
            tuple(draw(st.lists(st.sampled_from(sorted(told.heads)), max_size=2))) if told.heads else (),
            draw(st.integers(0, 3)) == 0,
        )
        known = [one.id for one in told.records]
        names = draw(st.lists(st.sampled_from(known), max_size=3)) if known else []
        told.say(author, content, *names)
    return told


def shape(members: Membership, told: Told) -> object:
    of_saves = {save: members.role_in(head.author, save) for save, head in told.heads.items()}
    return members.founder, members.closed, members.standing, members.heirs, of_saves


@given(histories(), st.randoms(use_true_random=False))
@settings(max_examples=HISTORIES)
def test_the_same_records_in_any_order_give_the_same_members(told: Told, chance: object) -> None:
    before = shape(told.members(), told)
    chance.shuffle(told.records)  # type: ignore[attr-defined]
    told.records += told.records[:2]
    assert shape(told.members(), told) == before


@given(histories())
@settings(max_examples=HISTORIES)
def test_what_those_say_who_have_no_rank_changes_nothing(told: Told) -> None:
    members = told.members()
    if not members.closed:
        return
    before = shape(members, told)
    nobodies = [key for key in PEOPLE if all(members.role_in(key, save) is Role.NONE for save in told.heads)]
    for key in (key for key in nobodies if key not in members.heirs and key != members.founder):
        told.records = [one for one in told.records if one.author != key]
        assert shape(told.members(), told) == before


@pytest.mark.thorough
@given(histories(), st.sampled_from(PEOPLE), st.sampled_from(PEOPLE), st.sampled_from(list(Role)))
@settings(max_examples=HISTORIES)
def test_no_lead_makes_or_unmakes_a_lead_or_the_founder(
    told: Told, lead: str, other: str, role: Role
) -> None:
    members = told.members()
    if not members.closed or lead in {members.founder, *members.heirs}:
        return
    if any(one.author == FOUNDER and one.content.heir for one in told.records):
        return  # who was named once may take the place still
    leads = {key for key in PEOPLE if members.role_of(key) is Role.LEAD}
    told.say(lead, as_role(other, role), *(one.id for one in told.records))
    after = {key for key in PEOPLE if told.members().role_of(key) is Role.LEAD}
    assert after == leads
