"""Which body an entry came from: by its name, its sender, what is inside, its first page; never guessed."""

from __future__ import annotations

import pytest

from reviewer.model import Body
from reviewer.review.assigning import (
    Assigner,
    Entry,
    Sureness,
    addresses,
    by_domain,
    email_of,
    folded,
    known_domains,
    names_of,
)

NAMES = (
    ("avon-and-somerset", "Avon and Somerset Police", ""),
    ("city-of-london", "City of London Police", ""),
    ("gwent", "Gwent Police", "Heddlu Gwent"),
    ("hampshire", "Hampshire and Isle of Wight Constabulary", ""),
    ("metropolitan", "Metropolitan Police Service", ""),
    ("south-wales", "South Wales Police", "Heddlu De Cymru"),
    ("north-wales", "North Wales Police", "Heddlu Gogledd Cymru"),
    ("surrey", "Surrey Police", ""),
    ("sussex", "Sussex Police", ""),
    ("west-mercia", "West Mercia Police", ""),
    ("west-midlands", "West Midlands Police", ""),
    ("durham", "Durham Constabulary", ""),
    ("dorset", "Dorset Constabulary", ""),
)
BODIES = tuple(
    Body(code, name, {"code": code, "name": name} | ({"welsh_name": welsh} if welsh else {}))
    for code, name, welsh in NAMES
)
DOMAINS = {"surrey.example": frozenset({"surrey"}), "post.example": frozenset({"surrey", "sussex"})}
ASSIGNER = Assigner(BODIES, ("force", "forces"), ("and", "a"), DOMAINS)


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.code)
def test_every_name_and_code_of_a_body_is_sure(body: Body) -> None:
    for name in (*names_of(body), body.code, body.name.upper(), f"03 - {body.name} (final)"):
        proposal = ASSIGNER.propose(Entry(name))

        assert (proposal.body, proposal.sureness) == (body.code, Sureness.SURE), name


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("Avon & Somerset", "avon-and-somerset"),
        ("WestMidlands", "west-midlands"),
        ("west_mercia_force", "west-mercia"),
        ("Durham.zip", "durham"),
        ("Gŵent", "gwent"),
        ("2017-05-30 Sussex plan", "sussex"),
    ],
)
def test_other_spellings_of_a_name_are_sure(name: str, body: str) -> None:
    assert ASSIGNER.propose(Entry(name)).sureness is Sureness.SURE
    assert ASSIGNER.propose(Entry(name)).body == body


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        ("London", {"city-of-london"}),
        ("Met Police", {"metropolitan"}),
        ("WMP", {"west-mercia", "west-midlands"}),
        ("Wales", {"south-wales", "north-wales"}),
        ("Surrey and Sussex", {"surrey", "sussex"}),
        ("Durrham", {"durham"}),
        ("Isle of Wight", {"hampshire"}),
    ],
)
def test_what_is_not_sure_is_asked_with_those_that_it_may_be(name: str, candidates: set[str]) -> None:
    proposal = ASSIGNER.propose(Entry(name))

    assert proposal.sureness is not Sureness.SURE
    assert set(proposal.candidates) == candidates


@pytest.mark.parametrize("name", ["misc", "Police", "the force", "copie de documents", "", "!!!", "2017"])
def test_what_names_nobody_is_left_open(name: str) -> None:
    proposal = ASSIGNER.propose(Entry(name))

    assert (proposal.body, proposal.sureness, proposal.candidates) == ("", Sureness.OPEN, ())


def test_a_known_senders_domain_is_sure_and_told() -> None:
    proposal = ASSIGNER.propose(Entry("FW documents.eml", senders=("jane@mail.surrey.example",)))

    assert (proposal.body, proposal.sureness) == ("surrey", Sureness.SURE)
    assert "jane@mail.surrey.example" in proposal.because


def test_where_earlier_messages_came_from_is_offered_never_taken() -> None:
    learned = Assigner(BODIES, learned={"post.gov.example": frozenset({"durham"})})
    proposal = learned.propose(Entry("x.eml", senders=("a@post.gov.example",)))

    assert (proposal.body, proposal.sureness) == ("durham", Sureness.LIKELY)
    assert proposal.because.endswith("Durham Constabulary wrote from there before")


def test_a_domain_of_two_bodies_says_nothing() -> None:
    assert ASSIGNER.propose(Entry("FW documents.eml", senders=("a@post.example",))).candidates == ()


def test_a_domain_that_only_looks_like_a_name_is_asked() -> None:
    proposal = ASSIGNER.propose(Entry("x.eml", senders=("a@westmercia.pnn.example",)))

    assert (proposal.body, proposal.sureness) == ("west-mercia", Sureness.LIKELY)


def test_name_and_sender_that_disagree_are_asked() -> None:
    proposal = ASSIGNER.propose(Entry("Sussex", senders=("a@surrey.example",)))

    assert (proposal.body, proposal.sureness) == ("", Sureness.OPEN)
    assert set(proposal.candidates) == {"surrey", "sussex"}
    assert ", but " in proposal.because
    weak = ASSIGNER.propose(Entry("Sussex", senders=("a@dorset.pnn.example",)))
    assert weak.sureness is Sureness.OPEN


def test_names_inside_and_a_first_page_are_offered_never_taken() -> None:
    inside = ASSIGNER.propose(Entry("files.zip", inside=("Dorset/plan.pdf", "readme.txt")))
    page = ASSIGNER.propose(Entry("scan004", first_page="Plan of\nSussex  Police, 2017"))

    assert (inside.body, inside.sureness) == ("dorset", Sureness.LIKELY)
    assert (page.body, page.sureness) == ("sussex", Sureness.LIKELY)
    assert page.because == "its first page names Sussex Police"


def test_the_nouns_are_the_cases_own() -> None:
    parishes = tuple(
        Body(code, name, {"code": code, "name": name})
        for code, name in (
            ("ash", "Ash Parish"),
            ("elm", "Elm Parish"),
            ("oak", "Oak Parish"),
            ("fir", "Fir"),
        )
    )
    assigner = Assigner(parishes, ("parish", "parishes"))

    assert assigner.propose(Entry("Parish")).candidates == ()
    assert assigner.propose(Entry("parish of Oak")).body == "oak"
    assert assigner.propose(Entry("Police")).candidates == ()


def test_addresses_of_a_from_line() -> None:
    assert addresses('From: "boss@kent.example" <Evil@Elsewhere.example>') == ("evil@elsewhere.example",)
    assert addresses("jane@x.example, j2@y.example") == ("jane@x.example", "j2@y.example")
    assert addresses("nobody at all") == ()


def test_domains_are_those_of_the_facts_but_not_ones_own() -> None:
    bodies = (
        Body("ash", "Ash", {"code": "ash", "name": "Ash", "clerk_email": "clerk@ash.example"}),
        Body("elm", "Elm", {"code": "elm", "name": "Elm", "domain": "Elm.example"}),
    )
    assert known_domains(bodies, "us@own.example") == {
        "ash.example": frozenset({"ash"}),
        "elm.example": frozenset({"elm"}),
    }
    assert by_domain({"elm": ["x@shared.example", "me@own.example"]}, "us@own.example") == {
        "shared.example": frozenset({"elm"})
    }
    assert email_of(bodies[0]) == "clerk@ash.example"
    assert email_of(bodies[1]) == ""


def test_folding_drops_case_accents_and_punctuation() -> None:
    assert folded("Heddlu DYFED-Powys’s Ŵyl_2") == ("heddlu", "dyfed", "powyss", "wyl", "2")
