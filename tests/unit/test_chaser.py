"""The note that asks for what is missing: the case's own words, or plain ones; nothing in it that isn't so."""

from __future__ import annotations

import json
import re
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reviewer.errors import ReviewerError
from reviewer.framework import case_from_data, case_to_data, load_case
from reviewer.model import Case, Missing, Wanting
from reviewer.paper.mail import draft, is_address
from reviewer.wording import chaser, check_case
from tests.unit.small_case import spoil, write_case

DAY = date(2031, 4, 2)
FILES = (Wanting("a.pdf", "The file is empty.", DAY),)
OWN = """\
---
subject: "Papers of {{ body.name }}"
salutation: "To {{ body.clerk }}"
closing: "{{ sender.organisation }}"
---
{% if nothing %}Nothing is here.{% endif %}
{% for file in damaged %}- {{ file.name }}: {{ file.reason }}
{% endfor %}
"""


def case_with(tmp_path: Path, own: str = OWN) -> Case:
    folder = write_case(tmp_path / "case")
    (folder / "chaser.txt").write_text(own, encoding="utf-8")
    case = load_case(folder)
    check_case(case)
    return case


def test_a_case_words_the_note_itself_and_the_day_stands_first(tmp_path: Path) -> None:
    case = case_with(tmp_path)
    note = chaser(case, case.body("ash"), Missing("ash", DAY, damaged=FILES))

    assert note.text == (
        "2 April 2031\n\nPapers of Ash Parish\n\nTo The Clerk of Ash\n\n- a.pdf: The file is empty.\n\nOffice for Play\n"
    )
    assert note.subject == "Papers of Ash Parish"


def test_the_note_comes_back_from_the_record(tmp_path: Path) -> None:
    case = case_with(tmp_path)

    assert case_from_data(json.loads(json.dumps(case_to_data(case)))) == case


def test_a_case_without_one_is_recorded_as_before(tmp_path: Path) -> None:
    data = case_to_data(load_case(write_case(tmp_path / "case")))

    assert set(data["framework"]) == {"languages"}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("body.clerk", "body.motto", "chaser.txt"),  # one body has none
        ("{% if nothing %}", "{% if nothin %}", 'did you mean "nothing"'),
        ("file.reason", "file.cause", "chaser.txt"),
        ("closing:", "ending:", "chaser.txt: ending"),
        ("{% endfor %}", "", "chaser.txt: line"),
    ],
)
def test_a_spoilt_note_is_refused_when_the_case_is_taken(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    with pytest.raises(ReviewerError, match=re.escape(told)):
        case_with(tmp_path, OWN.replace(old, new, 1))


def test_the_guides_example_works(tmp_path: Path, root: Path) -> None:
    guide = (root / "docs/guide/case-folder.md").read_text("utf-8")
    example = guide.partition("## chaser.txt")[2].split("```")[1].lstrip("\n")

    case = case_with(tmp_path, example)

    assert (
        "the closing date has passed"
        in chaser(case, case.body("ash"), Missing("ash", DAY, nothing=True)).text
    )


def test_the_plain_note_says_only_what_is_so(tmp_path: Path) -> None:
    case = load_case(write_case(tmp_path / "case"))
    body = case.body("ash")

    def text(missing: Missing) -> str:
        return chaser(case, body, missing).text

    locked = text(Missing("ash", DAY, locked=FILES))
    assert "- a.pdf\n" in locked
    assert "password" in locked
    assert not re.search("cannot read|no record|after 31", locked)
    assert "received on 2 April 2031" in text(Missing("ash", DAY, late=FILES))
    assert "tell us that there are none" in text(Missing("ash", DAY, nothing=True))
    assert "tell us that there are none" not in text(Missing("ash", date(2031, 3, 31), nothing=True))


def test_a_cases_own_note_that_says_nothing_of_what_is_unread_gives_way_where_that_is_asked(
    tmp_path: Path,
) -> None:
    unread = Missing("ash", DAY, unread=(Wanting("a.pdf", "Writing not recognised.", DAY, "page 2"),))
    silent = case_with(tmp_path / "silent")
    assert "- a.pdf, page 2: Writing not recognised." in chaser(silent, silent.body("ash"), unread).text
    assert chaser(silent, silent.body("ash"), Missing("ash", DAY, nothing=True)).text.count(
        "Nothing is here."
    )

    words = "{% for each in unread %}* {{ each.place }} of {{ each.name }}{% endfor %}"
    own = case_with(tmp_path / "own", OWN + words)
    text = chaser(own, own.body("ash"), unread).text
    assert "* page 2 of a.pdf" in text
    assert "Our program" not in text


def test_a_name_from_outside_stays_in_its_line_and_is_no_template(tmp_path: Path) -> None:
    case = load_case(write_case(tmp_path / "case"))
    odd = Wanting("a\nDear thief\u202e{{ 7 * 6 }}\x1b[31m.pdf", "", DAY)
    text = chaser(case, case.body("ash"), Missing("ash", DAY, locked=(odd,))).text

    assert "- a Dear thief\ufffd{{ 7 * 6 }}\ufffd[31m.pdf\n" in text


def test_a_draft_has_no_header_but_its_own() -> None:
    message = message_from_bytes(
        draft("One\r\nBcc: thief@x.example", "Ŵyl\n", to="clerk@ash.example", reply_to="no\n@x"),
        policy=policy.default,
    )

    assert sorted(message.keys()) == [
        "Content-Transfer-Encoding", "Content-Type", "MIME-Version", "Subject", "To", "X-Unsent",
    ]  # fmt: skip
    assert message["Subject"] == "One Bcc: thief@x.example"
    assert message.get_content().strip() == "Ŵyl"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=300))
@example("What is missing from the plans of Công an thành phố Cảnh sát Đà Nẵng, once more")
@example("Gwasanaeth Tân Llŷn: yr hyn sydd ar goll o’ch cyflwyniad o hyd yma")
@example("x" * 300)
def test_a_subject_comes_back_as_it_was_in_lines_that_mail_allows(subject: str) -> None:
    data = draft(subject, "Text")
    assert message_from_bytes(data, policy=policy.default)["Subject"] == " ".join(subject.split())
    assert max(map(len, data.split(b"\r\n"))) <= 78
    assert data.isascii()


def test_a_draft_says_whom_it_is_about_and_in_which_language(tmp_path: Path) -> None:
    folder = write_case(tmp_path / "case")
    missing = Missing("ash", DAY, nothing=True)
    note = chaser(load_case(folder), load_case(folder).body("ash"), missing)
    data = draft(note.subject, note.text, body=note.body, language=note.language)
    message = message_from_bytes(data, policy=policy.default)
    assert (message["Keywords"], message["Content-Language"]) == ("ash", "en-GB")

    spoil(folder, "framework.toml", 'language = "en-GB"', 'language = "cy"')
    assert chaser(load_case(folder), load_case(folder).body("ash"), missing).language == "en-GB", (
        "the program's own words"
    )
    (folder / "chaser.txt").write_text(
        '---\nsubject: "s"\nsalutation: "a"\nclosing: "c"\n---\nt\n', encoding="utf-8"
    )
    assert chaser(load_case(folder), load_case(folder).body("ash"), missing).language == "cy"


@pytest.mark.parametrize("address", ["", "ash", "a@", "@b", "a@b\nBcc: x@y", "A <a@b>", "a@b, c@d", '"'])
def test_what_is_no_address_is_left_out(address: str) -> None:
    assert not is_address(address)
    assert b"\nTo:" not in draft("s", "t", to=address)


def test_a_second_front_matter_fault_is_told_of_its_own_file(tmp_path: Path) -> None:
    folder = write_case(tmp_path / "case")
    (folder / "chaser.txt").write_text("no front matter", encoding="utf-8")
    with pytest.raises(ReviewerError, match=r"chaser\.txt: line 1"):
        load_case(folder)
    spoil(folder, "chaser.txt", "no front matter", OWN)
    assert load_case(folder).chaser is not None
