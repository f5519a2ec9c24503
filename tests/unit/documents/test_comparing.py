"""What changed between two versions of a document: every word of it, and nothing that only runs otherwise."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewer.desk.words.differences import change_words
from reviewer.documents.comparing import Comparison, compare
from reviewer.model import DocumentText, Part

POLICY = (
    "The unit has named a contact at the refuge. It has two posts and one vacancy.",
    "Systems are audited on request. Gifts are registered each month by the deputy. Nobody signs for them.",
    "Supervisors receive a briefing every quarter.",
)
WORDS = st.lists(st.sampled_from(["unit", "post", "audit", "gift", "plan", "sign"]), min_size=1, max_size=7)
PAGES = st.lists(st.lists(WORDS, max_size=4), max_size=3)


def document(*pages: str) -> DocumentText:
    parts = tuple(Part(f"p{n}", f"page {n}", text) for n, text in enumerate(pages, start=1))
    return DocumentText("ab" * 32, "pdf", "made/1", parts)


def said(found: Comparison) -> list[str]:
    return [change_words(change) for change in found.changes]


def test_a_text_that_only_runs_over_other_lines_and_pages_has_not_changed() -> None:
    flowed = " ".join(POLICY).replace(" posts", "\nposts").replace("Nobody", "\n\nNobody")
    at = flowed.index("Gifts")
    found = compare(document(*POLICY), document(flowed[:at], flowed[at:]))
    assert (found.changes, found.of_old, found.of_new, found.both) == ((), 6, 6, 6)


def test_changed_words_are_said_with_their_page() -> None:
    found = compare(
        document(*POLICY),
        document("A new cover.", *POLICY[:1], POLICY[1].replace("on request", "every May"), POLICY[2]),
    )
    assert said(found) == ["page 1: new: “A new cover.”", "page 2 → page 3: “on request” became “every May”."]
    assert found.both == 5


def test_what_is_gone_what_is_new_and_what_moved() -> None:
    new = document(
        POLICY[2] + " " + POLICY[0], POLICY[1].replace(" Nobody signs for them.", " Two people sign.")
    )
    found = compare(document(*POLICY), new)
    assert said(found) == [
        "page 3 → page 1: moved: “Supervisors receive a briefing every quarter.”",
        "page 2: gone: “Nobody signs for them.”",
        "page 2: new: “Two people sign.”",
    ]
    moved = found.changes[0]
    assert (
        new.parts[0].text[moved.new.start : moved.new.end] == "Supervisors receive a briefing every quarter."
    )


def test_a_document_without_text_is_all_new_or_all_gone() -> None:
    assert [change.kind for change in compare(document(""), document(*POLICY)).changes] == ["added"] * 3
    assert [change.kind for change in compare(document(*POLICY), document()).changes] == ["gone"] * 3


def made(pages: list[list[list[str]]]) -> DocumentText:
    return document(*(" ".join(" ".join(words).capitalize() + "." for words in page) for page in pages))


@given(PAGES)
def test_nothing_changed_from_a_document_to_itself(pages: list[list[list[str]]]) -> None:
    assert compare(made(pages), made(pages)).changes == ()


@given(PAGES, PAGES)
def test_every_sentence_is_shared_or_told(old: list[list[list[str]]], new: list[list[list[str]]]) -> None:
    """The counts and the changes say the same, and each change's spot holds its words."""
    before, after = made(old), made(new)
    found = compare(before, after)
    moved = sum(change.kind == "moved" for change in found.changes)
    told_old = sum(
        change.pieces[0].old.count(".") if change.kind == "gone" else change.kind == "changed"
        for change in found.changes
    )
    told_new = sum(
        change.pieces[0].new.count(".") if change.kind == "added" else change.kind == "changed"
        for change in found.changes
    )
    assert found.of_old == found.both + told_old
    assert found.of_new == found.both + told_new
    assert moved <= found.both
    for change in found.changes:
        for text, spot, side in ((before, change.old, "old"), (after, change.new, "new")):
            part = text.part(spot.place)
            words = "".join(getattr(piece, side) for piece in change.pieces)
            assert (part.text[spot.start : spot.end] if part else "") == words
