"""Absences: why each hit is asked for, what is said of a search, and what no one can say was looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.desk import Desk
from reviewer.desk.absence import hits_of, why_again
from reviewer.desk.display import Again
from reviewer.desk.values import Gap
from reviewer.desk.words.searches import again_words, report_words, search_line
from reviewer.model import NoText, Search
from tests.locked import WORD, locked_pdf
from tests.unit.desk.pieces import DUE, LOGO, document, picture, put, recognised

BODY, CRITERION = "harrowdale", "partners"


@pytest.fixture
def sent(desk: Desk, tmp_path: Path) -> Desk:
    """A document with a picture in which recognition made out no words."""
    document(desk, tmp_path, "a.txt", picture(1, LOGO))
    recognised(desk, LOGO, no_text=NoText.WRITING)
    desk.judging.verdict(BODY, CRITERION, "not-shown", "Nothing says so.")
    return desk


def left(desk: Desk) -> object:
    return desk.standing.state(BODY).criteria[CRITERION].search_gaps


def term(desk: Desk) -> str:
    return desk.criterion(CRITERION).search[0]


def test_each_hit_that_is_asked_for_again_says_why(sent: Desk, tmp_path: Path) -> None:
    sha = sent.reading.documents()[0].sha256
    put(sent, sha, text=f"First words of {term(sent)} and others behind it.")
    first = sent.judging.absence(BODY, CRITERION, looked_at=True)
    assert first.again == {}, "nothing was asked before"
    assert report_words(first).startswith("Searched ")
    more = f"First words of {term(sent)} and others behind it. Much later, quite elsewhere, {term(sent)} once more."
    put(sent, sha, text=more, extractor="reader/2")
    report = sent.judging.absence(BODY, CRITERION)
    assert report.again == {(sha, "text"): Again.MORE}
    assert sent.judging.absence(BODY, CRITERION).again == {}, "that was asked already, and is asked still"
    sent.judging.absence(BODY, CRITERION, shown=report.search)
    put(sent, sha, text=f"Nothing here is as it was but {term(sent)} alone of all.", extractor="reader/3")
    came = document(sent, tmp_path, "came.txt", text=f"Later came {term(sent)}.")
    again = sent.judging.absence(BODY, CRITERION).again
    assert again == {(sha, "text"): Again.CHANGED, (came, "text"): Again.CAME}
    other = put(sent, sha, text=f"Here stands custody alone, and {term(sent)} no more.", extractor="reader/4")
    hits = hits_of(sent.search.every(("custody",), {other.document}).hits, sent.reading.in_review(BODY))
    new = {(other.document, "text"): hits[0].hit.occurrences}
    before = sent.session.casebook.current(Search, body=BODY)
    why = why_again(hits, new, before, {}, ("custody",))
    assert why == {(other.document, "text"): Again.SOUGHT}
    assert all(again_words(why) for why in Again)


def test_nothing_found_is_said_in_words(sent: Desk) -> None:
    sent.pieces.see(BODY, [LOGO])
    report = sent.judging.absence(BODY, CRITERION)
    assert report_words(report).startswith("Nothing found: ")
    assert " in 1 page of 1 document, 1 piece not read. All of it was looked at." in report_words(report)
    line = search_line(sent.standing.state(BODY).criteria[CRITERION])
    assert line.startswith("Nothing found: ")
    assert line.endswith("1 piece not read; all looked at")


def test_what_a_password_would_open_is_not_looked_at_by_saying_so(sent: Desk, tmp_path: Path) -> None:
    sent.pieces.see(BODY, [LOGO])
    (tmp_path / "plan.pdf").write_bytes(locked_pdf("The plan.", WORD))
    sent.receiving.receive(BODY, [tmp_path / "plan.pdf"], DUE)
    report = sent.judging.absence(BODY, CRITERION, looked_at=True)
    assert ([piece.name for piece in report.new_pieces], report.locked) == (["plan.pdf"], 1)
    assert left(sent) == {Gap.PIECES_NOT_SEEN: 1}
    sent.judging.absence(BODY, CRITERION, shown=report.search)
    assert left(sent) == {Gap.PIECES_NOT_SEEN: 1}, "nor by looking at the list"
    (plan,) = [row for row in sent.reading.documents(BODY) if row.name == "plan.pdf"]
    sent.receiving.include(BODY, plan.sha256, "Nobody knows its password.", included=False)
    sent.judging.absence(BODY, CRITERION)
    assert left(sent) == {}, "what is left out is left out with a reason"
