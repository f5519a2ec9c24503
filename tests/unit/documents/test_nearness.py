"""What is no longer there word for word is found where it is most like itself, and never in a text about something else."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.documents.anchors import Anchor, passage, resolve
from reviewer.documents.word_changes import words
from reviewer.model import DocumentText, Part

PLAN = (
    "The unit has named a contact at the refuge. It has two posts and one vacancy, which is advertised again this"
    " spring. Systems are audited on request of the head of the unit, and the results are kept for six years."
    " Supervisors receive a briefing every quarter, and sign that they have read it. A register of gifts and"
    " hospitality is published each month; the deputy chief constable reviews it before it goes out."
)
OTHER = (
    "Hedgehogs cross the meadow at dusk, when dew has settled on clover and the last swifts have gone. Bakers along"
    " the harbour light their ovens long before sunrise; by seven the whole street smells of rye. In the museum a"
    " clockmaker restores a pendulum that stopped during a storm in 1821. Children collect chestnuts, thread them on"
    " string, and trade them for marbles. Nobody remembers who painted the ferry green."
)
LIKE = {"o": "0", "l": "1", "m": "rn", "e": "c", "s": "5", "d": "cl", "a": "o", "t": "f"}


def document(*texts: str, extractor: str = "made/1") -> DocumentText:
    parts = tuple(Part(f"p{n}", f"page {n}", text) for n, text in enumerate(texts, start=1))
    return DocumentText("ab" * 32, "pdf", extractor, parts)


def after(quote: str, *texts: str) -> tuple[Anchor, str]:
    """Where a passage of PLAN is found in another document, and the words there."""
    at = PLAN.index(quote)
    found = resolve(passage(document(PLAN), "p1", at, at + len(quote)), document(*texts))
    part = document(*texts).part(found.place)
    return found, part.text[found.start : found.end] if part else ""


@pytest.mark.parametrize(
    ("quote", "old", "new", "expected"),
    [
        ("It has two posts and one vacancy", "two posts", "three posts", "It has three posts and one vacancy"),
        ("two posts", "two posts", "three posts", "three posts"),
        ("It has two posts and one vacancy,", "two posts", "ten posts", "It has ten posts and one vacancy,"),
        ("has named a contact at the refuge", "named a", "narned o", "has narned o contact at the refuge"),
        ("are audited on request of the head", "audited on", "audited every year, or on",
         "are audited every year, or on request of the head"),
        ("Supervisors receive a briefing every quarter", "Supervisors", "Sergeants",
         "Sergeants receive a briefing every quarter"),
        ("Supervisors receive a briefing every quarter", "quarter", "month", "Supervisors receive a briefing every month"),
        ("results are kept for six years", "results are kept", "re-\nsults arc kcpt", "re-\nsults arc kcpt for six years"),
    ],
)  # fmt: skip
def test_a_small_edit_inside_is_found_with_its_new_words(
    quote: str, old: str, new: str, expected: str
) -> None:
    found, there = after(quote, "A new cover page.", PLAN.replace(old, new))
    assert (found.state, found.place, there) == ("near", "p2", expected)


def test_words_put_in_before_or_after_do_not_get_into_the_quote() -> None:
    quote = "Systems are audited on request of the head of the unit"
    changed = PLAN.replace("Systems are audited on", "Since May, systems are audited yearly on")
    found, there = after(
        quote, changed.replace("unit, and the results", "unit by two people, and the results")
    )
    assert (found.state, there) == ("near", "systems are audited yearly on request of the head of the unit")


def test_the_like_sentence_with_the_same_text_around_it_wins() -> None:
    twin = "It has two places and one vacancy at the other site, where nothing changes. "
    quote = "It has two posts and one vacancy"
    found, there = after(quote, twin * 3, PLAN.replace("two posts", "ten posts"), twin)
    assert (found.place, there) == ("p2", "It has ten posts and one vacancy")


def test_a_page_read_anew_by_machine_is_found() -> None:
    chance = random.Random(7)
    damaged = "".join(LIKE.get(char, char) if chance.random() < 0.06 else char for char in PLAN)
    quote = (
        "A register of gifts and hospitality is published each month; the deputy chief constable reviews it"
    )
    found, there = after(quote, "", damaged)
    assert found.state == "near"
    assert there.split()[0][0] + there.split()[-1][:1] == "Ai"
    assert 16 <= len(there.split()) <= 18


def test_a_sentence_that_says_something_else_is_lost() -> None:
    said = "The force has one policy and two plans, and it has many posts on its site. The unit is named in a plan."
    assert after("It has two posts and one vacancy", said)[0].state == "lost"
    assert after("two", PLAN.replace("two posts", "three posts"))[0].state == "lost"
    assert after("kept for six years", PLAN.partition(" Systems")[0])[0].state == "lost"


@given(st.data())
def test_unrelated_text_is_never_near(data: st.DataObject) -> None:
    source, target = data.draw(st.sampled_from([(PLAN, OTHER), (OTHER, PLAN)]))
    start = data.draw(st.integers(0, len(source) - 2))
    end = data.draw(st.integers(start + 1, len(source)))
    found = resolve(passage(document(source), "p1", start, end), document(target, target[::-1]))
    assert found.state != "near"
    if len(words(source, start, end)) > 2:
        assert found.state == "lost"  # a letter, or "the", may be there word for word


@given(st.data())
def test_after_a_small_edit_inside_the_true_place_is_found(data: st.DataObject) -> None:
    """One word in eight or fewer is misread, gone or put in: the found place overlaps the true one, whatever is before."""
    chosen = words(PLAN)
    first = data.draw(st.integers(0, len(chosen) - 8))
    last = data.draw(st.integers(first + 8, min(len(chosen), first + 40)))
    edits = data.draw(
        st.lists(st.integers(first, last - 1), min_size=1, max_size=(last - first) // 8, unique=True)
    )
    text, shift, inside = PLAN, 0, 0
    for at in sorted(edits):
        word = chosen[at]
        put = data.draw(
            st.sampled_from(
                ["", "Xq" + PLAN[word.start + 2 : word.end], PLAN[word.start : word.end] + " newly"]
            )
        )
        text = text[: word.start + shift] + put + text[word.end + shift :]
        shift += len(put) - (word.end - word.start)
        inside = shift
    lead = data.draw(st.sampled_from(["", OTHER, "Contents\n1 Posts\n2 Audits\n"]))
    start, end = chosen[first].start, chosen[last - 1].end
    found = resolve(passage(document(PLAN), "p1", start, end), document(OTHER, lead + text))
    true = (len(lead) + start, len(lead) + end + inside)
    assert found.state in {"near", "moved", "exact"}
    assert found.place == "p2"
    assert found.start < true[1]
    assert found.end > true[0]


@given(
    st.data(),
    st.sampled_from(
        ["\u00a0", "\u00ad", "\U0001f600", "\u05d0\u05d1\u05d2", "\u0645\u0631\u062d", "e\u0301"]
    ),
)
def test_offsets_of_a_near_place_count_code_points(data: st.DataObject, odd: str) -> None:
    at = data.draw(st.integers(0, 40))
    text = PLAN[:at] + odd * 3 + PLAN[at:].replace("audited on request", "audited on demand")
    found, there = after("Systems are audited on request of the head", odd, text)
    assert (found.state, found.place) == ("near", "p2")
    assert there == "Systems are audited on demand of the head"


def test_right_to_left_text_is_found_nearly_too() -> None:
    hebrew = "היחידה מינתה אשת קשר במקלט לנשים. יש בה שני תקנים ומשרה פנויה אחת שתפורסם שוב באביב."
    at = hebrew.index("יש בה")
    made = passage(document(hebrew), "p1", at, hebrew.index("אחת") + 3)
    changed = hebrew.replace("שני תקנים", "שלושה תקנים")
    found = resolve(made, document("x", changed))
    assert (found.state, found.place) == ("near", "p2")
    assert changed[found.start : found.end] == made.quote.replace("שני", "שלושה")


def test_a_cell_is_named_where_its_words_changed() -> None:
    def book(words: str) -> DocumentText:
        text = f"Area\tAnswer\nStaffing\t{words}"
        cells = ((0, "A1"), (5, "B1"), (12, "A2"), (21, "B2"))
        return DocumentText("ab" * 32, "xlsx", "made/1", (Part("sheet:Q", "sheet Q", text, cells=cells),))

    made = passage(book("two posts are vacant this year"), "sheet:Q", 21, 51)
    assert resolve(made, book("three posts are vacant this year")).place == "sheet:Q!B2"


def test_the_same_document_gives_the_same_place_each_time() -> None:
    texts = [f"{page}. " + re.sub("unit", f"unit {page}", PLAN) for page in range(30)]
    quote = "on request of the head of the unit, and the results"
    assert len({after(quote, *texts)[0] for _ in range(3)}) == 1
