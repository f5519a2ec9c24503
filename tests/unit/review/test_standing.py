from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.desk.words.blockers import blocker_remedy, blocker_words
from reviewer.framework import load_case
from reviewer.model import Evidence, Framework, Grade, Included, Kept, Passage, Receipt, Search, Verdict
from reviewer.review import Gap, Standing, State, gaps_of, newest, standing
from tests.unit.small_case import write_case

DUE = date(2031, 3, 31)
LATE = date(2031, 4, 2)
CRITERIA = ("fences", "swings", "ponds")


@pytest.fixture(scope="module")
def framework(tmp_path_factory: pytest.TempPathFactory) -> Framework:
    return load_case(write_case(tmp_path_factory.mktemp("case"))).framework


def verdict(criterion: str, finding: str = "seen", record: str = "") -> Kept[Verdict]:
    content = Verdict("ash", criterion, finding, "because")
    return Kept(record or f"v-{criterion}", f"verdict:ash/{criterion}", "ann", 5, content)


def evidence(criterion: str, document: str = "d1", record: str = "") -> Kept[Evidence]:
    passage = Passage(document, "p1", 0, 5, "a passage " * 12)
    return Kept(
        record or f"e-{criterion}", f"evidence:{criterion}", "ann", 4, Evidence("ash", criterion, passage)
    )


def receipt(number: int, on: date = DUE) -> Kept[Receipt]:
    content = Receipt("ash", f"d{number}", f"plan{number}.pdf", "", on)
    return Kept(f"r{number}", f"receipt:{number}", "ann", 1, content)


def search(criterion: str, at: int = 6, **changes: object) -> Kept[Search]:
    content = Search(
        body="ash", criterion=criterion, terms=("fence", "swing", "chain", "pond"), receipts=("receipt:1",), texts={"d1": "t1"},
        hits=(("d1", "p1"),), unreadable=(), pages=3, looked_at=True,
    )  # fmt: skip
    return Kept(f"s-{criterion}-{at}", f"search:{criterion}", "ann", at, replace(content, **changes))  # type: ignore[arg-type]


GRADE = Kept("g1", "category:ash", "ann", 9, Grade("ash", "good"))
FULL = State(
    verdicts={key: (verdict(key),) for key in CRITERIA},
    evidence=tuple(evidence(key) for key in CRITERIA),
    grades=(GRADE,),
    receipts=(receipt(1),),
    texts={"d1": "t1"},
)
ABSENT = replace(
    FULL,
    verdicts={**FULL.verdicts, "ponds": (verdict("ponds", "nothing"),)},
    searches=(search("ponds"),),
)


def kinds(found: Standing) -> list[tuple[str, str | None]]:
    return [(blocker.code, blocker.criterion) for blocker in found.blocks_signing]


def test_a_body_with_everything_can_be_signed(framework: Framework) -> None:
    found = standing(framework, FULL, DUE)

    assert (found.blocks_draft, found.blocks_signing) == ((), ())
    assert found.draftable
    assert found.signable
    assert found.judged == 3
    assert found.findings == dict.fromkeys(CRITERIA, "seen")
    assert found.category == "good"
    assert found.suggested is None
    assert found.rests_on == tuple(sorted(["g1", *(f"{kind}-{key}" for kind in "ve" for key in CRITERIA)]))


def test_nothing_done_blocks_by_every_criterion_and_the_category(framework: Framework) -> None:
    found = standing(framework, State(verdicts={}), DUE)

    assert kinds(found) == [*(("no-verdict", key) for key in CRITERIA), ("no-category", None)]
    assert len(found.blocks_draft) == 3
    assert blocker_words(found.blocks_draft[0]) == "Fences (fences): no verdict yet."
    assert blocker_remedy(found.blocks_draft[0]) == "Choose a finding and say why."
    assert found.rests_on == ()
    assert not found.draftable


def test_a_missing_verdict_keeps_even_a_draft_from_being_made(framework: Framework) -> None:
    found = standing(framework, replace(FULL, verdicts={k: FULL.verdicts[k] for k in CRITERIA[:2]}), DUE)

    assert [(b.code, b.criterion) for b in found.blocks_draft] == [("no-verdict", "ponds")]
    assert found.blockers_of("ponds") == found.blocks_draft
    assert found.blockers_of("fences") == ()


def test_two_verdicts_are_a_conflict_and_no_finding(framework: Framework) -> None:
    both = (verdict("ponds"), verdict("ponds", "nothing", "v2"))

    found = standing(framework, replace(FULL, verdicts={**FULL.verdicts, "ponds": both}), DUE)

    assert [(b.code, b.criterion) for b in found.blocks_draft] == [("verdicts-differ", "ponds")]
    assert "2 verdicts stand against each other" in blocker_words(found.blocks_draft[0])
    assert "ponds" not in found.findings
    assert {"v-ponds", "v2"} <= set(found.rests_on)


def test_a_finding_that_the_criterion_may_not_have_blocks(framework: Framework) -> None:
    odd = (verdict("ponds", "splendid"),)

    found = standing(framework, replace(FULL, verdicts={**FULL.verdicts, "ponds": odd}), DUE)

    assert kinds(found) == [("unknown-finding", "ponds")]


def test_a_verdict_without_evidence_or_search_cannot_be_signed(framework: Framework) -> None:
    found = standing(framework, replace(FULL, evidence=FULL.evidence[:2]), DUE)

    assert kinds(found) == [("no-evidence", "ponds")]
    assert found.draftable, "a draft needs verdicts alone"


def test_evidence_in_documents_outside_the_review_does_not_count(framework: Framework) -> None:
    late = replace(FULL, receipts=(receipt(1), receipt(2, LATE)), texts={"d1": "t1", "d2": "t2"})
    outside = replace(late, evidence=(*FULL.evidence[:2], evidence("ponds", "d2")))

    assert kinds(standing(framework, outside, DUE)) == [("outside-review", "ponds")]

    taken = {
        "receipt:2": Kept("i2", "included:2", "ann", 7, Included("receipt:2", included=True, because="why"))
    }
    assert kinds(standing(framework, replace(outside, included=taken), DUE)) == []


def test_a_verdict_may_rest_on_a_search_alone(framework: Framework) -> None:
    searched = replace(FULL, evidence=FULL.evidence[:2], searches=(search("ponds"),))

    assert kinds(standing(framework, searched, DUE)) == []

    waiting = replace(searched, searches=(search("ponds", looked_at=False),))
    assert kinds(standing(framework, waiting, DUE)) == [("hits-not-looked-at", "ponds")]


def test_a_lost_passage_blocks_until_it_is_tied_again(framework: Framework) -> None:
    found = standing(framework, replace(FULL, lost=frozenset({"e-ponds"})), DUE)

    assert kinds(found) == [("lost-passage", "ponds"), ("no-evidence", "ponds")]
    assert blocker_words(found.blocks_signing[0]).endswith("…”.")
    assert len(blocker_words(found.blocks_signing[0])) < 160

    twice = replace(
        FULL, evidence=(*FULL.evidence, evidence("ponds", record="e9")), lost=frozenset({"e-ponds"})
    )
    assert kinds(standing(framework, twice, DUE)) == [("lost-passage", "ponds")]


def test_an_absence_needs_a_search_even_beside_evidence(framework: Framework) -> None:
    assert kinds(standing(framework, ABSENT, DUE)) == []
    assert kinds(standing(framework, replace(ABSENT, searches=()), DUE)) == [("no-search", "ponds")]
    assert "s-ponds-6" in standing(framework, ABSENT, DUE).rests_on


def test_the_newest_search_counts(framework: Framework) -> None:
    again = search("ponds", 8, looked_at=False, hits=(("d1", "p1"), ("d1", "p2")))
    newer = replace(ABSENT, searches=(again, search("ponds"), search("swings")))

    assert kinds(standing(framework, newer, DUE)) == [("hits-not-looked-at", "ponds")]


def test_nothing_found_leaves_nothing_to_look_at(framework: Framework) -> None:
    clean = replace(ABSENT, searches=(search("ponds", looked_at=False, hits=()),))

    assert kinds(standing(framework, clean, DUE)) == []


def test_a_search_is_stale_when_documents_came_since(framework: Framework) -> None:
    changed = replace(ABSENT, receipts=(receipt(1), receipt(2)), texts={"d1": "t1", "d2": "t2"})

    assert kinds(standing(framework, changed, DUE)) == [("search-stale", "ponds")]
    assert "1 document of the review not searched" in blocker_words(
        standing(framework, changed, DUE).blocks_signing[0]
    )


def test_what_is_not_read_here_proves_nothing_for_a_verdict_that_rests_on_a_search_either(
    framework: Framework,
) -> None:
    searched = replace(FULL, evidence=FULL.evidence[:2], searches=(search("ponds"),), texts={})

    assert kinds(standing(framework, searched, DUE)) == [("unread-document", "ponds")]


def test_a_late_document_makes_no_search_stale_until_it_is_taken_in(framework: Framework) -> None:
    late = replace(ABSENT, receipts=(receipt(1), receipt(2, LATE)), texts={"d1": "t1", "d2": "t2"})
    assert kinds(standing(framework, late, DUE)) == []

    taken = {
        "receipt:2": Kept("i2", "included:2", "ann", 7, Included("receipt:2", included=True, because="why"))
    }
    assert kinds(standing(framework, replace(late, included=taken), DUE)) == [("search-stale", "ponds")]


def test_a_document_taken_out_leaves_the_search_as_good_as_it_was(framework: Framework) -> None:
    out = {
        "receipt:1": Kept("i1", "included:1", "ann", 7, Included("receipt:1", included=False, because="why"))
    }
    searched = replace(ABSENT, included=out, searches=tuple(search(key) for key in CRITERIA))

    assert kinds(standing(framework, searched, DUE)) == []


def test_a_document_that_is_not_read_yet_keeps_an_absence_from_being_signed(framework: Framework) -> None:
    found = standing(framework, replace(ABSENT, texts={}), DUE)

    assert kinds(found) == [("unread-document", "ponds")]
    assert "“plan1.pdf” is not read yet" in blocker_words(found.blocks_signing[0])


def test_an_unreadable_document_is_searched_as_such(framework: Framework) -> None:
    unreadable = replace(ABSENT, texts={"d1": ""}, searches=(search("ponds", texts={"d1": ""}),))

    assert kinds(standing(framework, unreadable, DUE)) == []


def test_a_body_that_sent_nothing_can_be_searched_and_signed(framework: Framework) -> None:
    nothing = State(
        verdicts={key: (verdict(key, "nothing"),) for key in CRITERIA},
        searches=tuple(search(key, receipts=(), texts={}, hits=(), pages=0) for key in CRITERIA),
        grades=(GRADE,),
    )

    assert kinds(standing(framework, nothing, DUE)) == []


def test_two_categories_are_a_conflict(framework: Framework) -> None:
    found = standing(framework, replace(FULL, grades=(GRADE, replace(GRADE, id="g2"))), DUE)

    assert kinds(found) == [("categories-differ", None)]
    assert found.category is None
    assert {"g1", "g2"} <= set(found.rests_on)


def test_of_two_searches_at_one_time_every_copy_chooses_the_same() -> None:
    first, second = search("ponds"), replace(search("ponds"), id="s-zz")

    assert newest((first, second), "ponds") == newest((second, first), "ponds") == second
    assert newest((), "ponds") is None
    assert gaps_of(None, (), State(verdicts={})) == {Gap.MISSING: 1}


# --- laws -------------------------------------------------------------------------------------------

findings_ = st.sampled_from(["seen", "partly", "nothing"])
searches_ = st.builds(
    lambda key, at, looked, text: search(key, at, looked_at=looked, texts={"d1": text}),
    st.sampled_from(CRITERIA), st.integers(1, 9), st.booleans(), st.sampled_from(["t1", "t2"]),
)  # fmt: skip
states = st.builds(
    State,
    verdicts=st.dictionaries(
        st.sampled_from(CRITERIA), st.lists(findings_, max_size=2)
    ).map(lambda chosen: {k: tuple(verdict(k, f, f"v{k}{n}") for n, f in enumerate(fs)) for k, fs in chosen.items()}),
    evidence=st.lists(st.sampled_from(CRITERIA), max_size=4).map(
        lambda keys: tuple(evidence(key, record=f"e{n}") for n, key in enumerate(keys))
    ),
    searches=st.lists(searches_, max_size=3).map(tuple),
    grades=st.sampled_from([(), (GRADE,), (GRADE, replace(GRADE, id="g2"))]),
    receipts=st.sampled_from([(), (receipt(1),), (receipt(1), receipt(2, LATE))]),
    texts=st.sampled_from([{"d1": "t1"}, {"d1": "t1", "d2": "t2"}, {}]),
    lost=st.sampled_from([frozenset(), frozenset({"e0"})]),
)  # fmt: skip


@given(states, st.sampled_from(CRITERIA), st.sampled_from(["d1", "d2"]))
def test_tying_a_passage_never_adds_to_what_is_left(
    framework: Framework, state: State, criterion: str, document: str
) -> None:
    tied = replace(state, evidence=(*state.evidence, evidence(criterion, document, "new")))

    before, after = set(kinds(standing(framework, state, DUE))), set(kinds(standing(framework, tied, DUE)))

    # Outside the review it says more exactly why it does not count; it is no further thing to do.
    assert after - before <= {("outside-review", key) for kind, key in before if kind == "no-evidence"}


@given(states)
def test_signing_asks_for_all_that_a_draft_asks_for(framework: Framework, state: State) -> None:
    found = standing(framework, state, DUE)

    assert found.blocks_signing[: len(found.blocks_draft)] == found.blocks_draft
    assert {c.key for c in framework.criteria} == set(found.findings) | {
        b.criterion for b in found.blocks_draft
    }
    assert all(blocker_words(each) and blocker_remedy(each) for each in found.blocks_signing)


@given(states)
def test_the_order_in_which_records_arrive_does_not_matter(framework: Framework, state: State) -> None:
    turned = replace(
        state,
        evidence=state.evidence[::-1],
        receipts=state.receipts[::-1],
        searches=tuple({kept.id: kept for kept in reversed(state.searches)}.values()),
    )
    unique = replace(
        state, searches=tuple({kept.id: kept for kept in reversed(state.searches)}.values())[::-1]
    )

    one, other = standing(framework, unique, DUE), standing(framework, turned, DUE)

    assert sorted(kinds(one), key=str) == sorted(kinds(other), key=str)
    assert one.rests_on == other.rests_on
