from __future__ import annotations

import io
import tomllib
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reviewer.casebook.document_files import Files
from reviewer.documents.anchors import find_quote
from reviewer.documents.intake import Intake, Taken
from reviewer.documents.reader import Reader
from reviewer.framework import load_case
from reviewer.model import Case
from reviewer.wording import check_case, compose, suggest
from tests.sample.make import SAMPLE, documents, write

MOST_BYTES = 1_500_000


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case(SAMPLE / "case")


@pytest.fixture(scope="module")
def walk() -> dict[str, Any]:
    return tomllib.loads((SAMPLE / "walk.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def received(
    tmp_path_factory: pytest.TempPathFactory, walk: dict[str, Any]
) -> Iterator[dict[str, dict[str, Taken]]]:
    """What intake makes of the committed documents: by body, by name."""
    reader = Reader()
    intake = Intake([reader], Files(tmp_path_factory.mktemp("files"), "files", writable=True))
    found: dict[str, dict[str, Taken]] = {}
    for row in walk["receive"]:
        taken = intake.take([SAMPLE / path for path in row["paths"]])
        found.setdefault(row["body"], {}).update({each.name: each for each in taken})
    yield found
    reader.close()


def test_the_case_is_valid_in_both_languages(case: Case) -> None:
    check_case(case)

    assert len(case.framework.criteria) == 5
    assert len(case.bodies) == 6
    assert set(case.languages) == {"", "cy"}


def test_the_documents_are_the_same_bytes_each_time(tmp_path: Path) -> None:
    assert documents() == documents()

    write(tmp_path)
    made = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    kept = {
        str(p.relative_to(SAMPLE / "documents")) for p in (SAMPLE / "documents").rglob("*") if p.is_file()
    }
    assert made == kept


@pytest.mark.thorough
@pytest.mark.parametrize("name", [name for name in documents() if not name.endswith((".pptx", "(scan).pdf"))])
def test_the_committed_documents_are_what_the_maker_makes(name: str) -> None:
    # Slides and the scan also rest on python-pptx's and Pillow's versions; the others on nothing but us.
    assert (SAMPLE / "documents" / name).read_bytes() == documents()[name]


def test_the_sample_is_small() -> None:
    assert sum(path.stat().st_size for path in SAMPLE.rglob("*") if path.is_file()) < MOST_BYTES


@pytest.mark.thorough
def test_several_kinds_are_read_and_a_scan_says_that_it_has_no_text(
    received: dict[str, dict[str, Taken]],
) -> None:
    texts = [taken.text for taken in received["harrowdale"].values()]

    assert {"pdf", "docx", "xlsx", "pptx", "eml"} <= {text.kind for text in texts}
    assert all(text.problem is None for text in texts)
    assert len(received["harrowdale"]["Boundaries policy.pdf"].text.parts) == 3
    assert "Partner meeting notes.txt" in received["harrowdale"], "the attachment is a document of its own"
    assert received["penmarsh"]["Duty sheet (scan).pdf"].text.without_text == 1
    assert "Training record.txt" in received["thornwick"], "so is what an archive holds"


@pytest.mark.thorough
def test_every_readable_document_says_that_it_is_made(received: dict[str, dict[str, Taken]]) -> None:
    for by_name in received.values():
        for name, taken in by_name.items():
            text = " ".join(" ".join(part.text for part in taken.text.parts).split())
            if text and not name.endswith(".zip"):
                assert "Made for the Reviewer sample." in text, name


def test_every_quote_is_in_its_document_once(
    walk: dict[str, Any], received: dict[str, dict[str, Taken]]
) -> None:
    quoted = [row for row in (*walk["evidence"], *walk["exercise"]) if "quote" in row]
    assert len(quoted) > 20

    for row in quoted:
        text = received[row["body"]][row["document"]].text
        passage = find_quote(text, row["quote"], row.get("place"))
        assert " ".join(passage.quote.split()) == row["quote"]


def test_documents_can_be_named_by_their_names(received: dict[str, dict[str, Taken]]) -> None:
    names = [name for by_name in received.values() for name in by_name]

    assert len(names) == len(set(names))


def test_the_walk_speaks_of_what_the_case_has(case: Case, walk: dict[str, Any]) -> None:
    for row in (*walk["verdict"], *walk["exercise"]):
        assert row["finding"] in case.framework.criterion(row["criterion"]).findings
        assert case.body(row["body"]).code == row["body"]
        assert row["because"]
    for row in walk["category"]:
        assert case.framework.category(row["category"]).key == row["category"]
    for row in walk["receive"]:
        assert all((SAMPLE / path).exists() for path in row["paths"])


def test_what_is_judged_whole_rests_on_passages_or_searches(case: Case, walk: dict[str, Any]) -> None:
    keys = [criterion.key for criterion in case.framework.criteria]
    for body in walk["letters"]:
        verdicts = {row["criterion"]: row["finding"] for row in walk["verdict"] if row["body"] == body}
        quoted = {row["criterion"] for row in walk["evidence"] if row["body"] == body}
        searched = {row["criterion"] for row in walk["absence"] if row["body"] == body}
        absent = {key for key, finding in verdicts.items() if case.framework.finding(finding).absence}
        category = next(row["category"] for row in walk["category"] if row["body"] == body)

        assert list(verdicts) == keys
        assert absent <= searched
        assert set(keys) - absent <= quoted
        assert suggest(case.framework, verdicts) == category
        assert compose(case, case.languages[""], case.body(body), verdicts).sentences


def test_one_document_is_late_and_taken_in_and_one_is_late_and_out(case: Case, walk: dict[str, Any]) -> None:
    due: date = case.inspection.submissions_due
    late = {row["body"] for row in walk["receive"] if row["on"] > due}

    assert late == {"penmarsh", "estuary-and-downs"}
    assert [row["body"] for row in walk["include"]] == ["penmarsh"]
    assert all(row["because"] for row in walk["include"])


def test_an_absence_has_a_hit_to_look_at(case: Case, received: dict[str, dict[str, Taken]]) -> None:
    words = case.framework.criterion("partners").search
    texts = " ".join(p.text.lower() for taken in received["penmarsh"].values() for p in taken.text.parts)

    assert [word for word in words if word in texts] == ["charity"]


def test_the_welsh_letter_is_in_welsh(case: Case, walk: dict[str, Any]) -> None:
    for body in walk["welsh_letters"]:
        verdicts = {row["criterion"]: row["finding"] for row in walk["verdict"] if row["body"] == body}
        letter = compose(case, case.languages["cy"], case.body(body), verdicts)

        assert letter.salutation == "Annwyl Brif Gwnstabl"
        assert letter.subject.endswith("Heddlu Aberwen")
        assert "3 Chwefror 2025" in letter.markdown
        assert "polisi clir ar ffiniau proffesiynol;" in letter.sentences[0].text


def test_office_files_open_as_archives() -> None:
    for name, data in documents().items():
        if name.endswith((".docx", ".xlsx", ".pptx", ".zip")):
            assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None, name
