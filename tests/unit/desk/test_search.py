"""Search over everything: where it looks, what it says of what it found, and what it could not search."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from reviewer.desk import Desk
from reviewer.desk.search import Question, group_of, merged
from reviewer.errors import WrongUseError
from reviewer.model import Group

ON_TIME, LATE = date(2025, 2, 28), date(2025, 3, 1)


@pytest.fixture
def papers(desk: Desk, plan: Path, tmp_path: Path) -> Desk:
    """A plan of one force, an e-mail of another with the same plan in it, and a page that is only a picture."""
    from PIL import Image

    message = EmailMessage()
    message["From"], message["Subject"] = "chief@penmarsh.example", "An answer"
    message.set_content("The vacancy is filled.")
    message.add_attachment(plan.read_bytes(), maintype="text", subtype="plain", filename="plan.txt")
    (tmp_path / "letter.eml").write_bytes(message.as_bytes())
    Image.new("RGB", (600, 800), "white").save(tmp_path / "scan.png")
    (tmp_path / "late.txt").write_text("A vacancy came up since, with the workload.")
    desk.receiving.receive("harrowdale", [plan], ON_TIME)
    desk.receiving.receive("penmarsh", [tmp_path / "letter.eml", tmp_path / "scan.png"], ON_TIME)
    desk.receiving.receive("penmarsh", [tmp_path / "late.txt"], LATE)
    return desk


def found(desk: Desk, question: Question) -> list[tuple[str, str]]:
    return sorted((hit.body, hit.name) for hit in desk.search.search(question))


def test_each_body_that_sent_a_document_has_its_place(papers: Desk) -> None:
    assert found(papers, Question("vacancy")) == [
        ("harrowdale", "plan.txt"),
        ("penmarsh", "late.txt"),
        ("penmarsh", "letter.eml"),
        ("penmarsh", "plan.txt"),
    ]
    assert papers.search.count(Question("vacancy")) == 4


def test_filters_keep_to_a_body_a_kind_and_what_is_tied_to_a_criterion(papers: Desk) -> None:
    assert found(papers, Question("vacancy", body="harrowdale")) == [("harrowdale", "plan.txt")]
    assert found(papers, Question("vacancy", kind="mail")) == [("penmarsh", "letter.eml")]
    assert found(papers, Question("vacancy", criterion="unit")) == []
    papers.judging.evidence("harrowdale", "unit", "plan.txt", "vacancy")
    assert found(papers, Question("vacancy", criterion="unit")) == [("harrowdale", "plan.txt")]
    assert papers.search.count(Question("vacancy", criterion="unit")) == 1
    assert found(papers, Question("vacancy", "penmarsh", criterion="unit")) == []


def test_late_papers_are_found_and_said_to_be_out_of_the_review(papers: Desk) -> None:
    (hit,) = papers.search.search(Question("since"))
    assert (hit.name, hit.late, hit.included) == ("late.txt", True, False)
    papers.receiving.include("penmarsh", "late.txt", "It was asked for.")
    (hit,) = papers.search.search(Question("since"))
    assert (hit.late, hit.included) == (True, True)


def test_what_comes_later_is_found_too(papers: Desk, tmp_path: Path) -> None:
    assert found(papers, Question("xylophone")) == []
    (tmp_path / "more.txt").write_text("One xylophone.")
    papers.receiving.receive("harrowdale", [tmp_path / "more.txt"], ON_TIME)
    assert found(papers, Question("xylophone")) == [("harrowdale", "more.txt")]


def test_a_last_word_grows_while_it_is_typed(papers: Desk) -> None:
    assert papers.search.first(Question("vacanc", growing=True), 10)
    assert not papers.search.first(Question("vacanc"), 10)
    assert papers.search.first(Question("va*"), 10)


def test_the_best_come_with_all_the_others_behind(papers: Desk) -> None:
    question = Question("vac", growing=True)
    best, first = papers.search.ranked(question, 2), papers.search.first(question, 10)
    both = merged(best.hits, first)
    assert both[:2] == best.hits
    assert len(both) == len(first) == 4
    assert best.all_weighed


def test_a_criterions_terms_are_any_of_them_word_for_word(papers: Desk) -> None:
    terms = papers.search.terms("unit")
    assert terms.count(" OR ") == len(papers.criterion("unit").search) - 1
    assert all(f'"{term}"' in terms for term in papers.criterion("unit").search)
    assert found(papers, Question(terms)) == [("penmarsh", "late.txt")]


def test_what_nobody_could_read_is_counted_where_it_was_looked_for(papers: Desk) -> None:
    assert papers.search.unsearched(Question("vacancy")).pieces == 1
    assert papers.search.unsearched(Question("vacancy", "penmarsh")).pieces == 1
    assert papers.search.unsearched(Question("vacancy", "harrowdale")).pieces == 0
    assert papers.search.kinds() == ("scan", "mail", "text")
    assert {group_of(row) for row in papers.reading.documents()} <= {*papers.search.kinds(), Group.OTHER}


def test_a_kind_that_there_is_not_is_refused(papers: Desk) -> None:
    with pytest.raises(WrongUseError, match="no kind “papyrus”"):
        papers.search.search(Question("vacancy", kind="papyrus"))
