"""A case folder filled in by fields: what is typed is what the case reader reads, and nothing else of the files changes."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from reviewer.desk import Home
from reviewer.desk.case_checking import check_case_folder
from reviewer.desk.case_editing import CaseFields
from reviewer.desk.case_fields import (
    ANY_GAP,
    FRAMEWORK,
    INSPECTION,
    INSPECTION_FIELDS,
    LETTER,
    LETTER_FIELDS,
    SENDER_FIELDS,
    CaseField,
    Holds,
    Rows,
    phrase_field,
    row_fields,
)
from reviewer.desk.case_folders import new_case_folder
from reviewer.desk.case_saving import OpenCase
from reviewer.desk.words.case_fields import choice_words
from reviewer.errors import CaseError, ReviewerError
from reviewer.framework.letter_edits import letter_parts
from reviewer.framework.letterfile import read_template
from reviewer.framework.text_edits import SourceText

ROOT = Path(__file__).resolve().parents[3]
BLANK = ROOT / "resources/blank-case/en-GB"
SAMPLE = ROOT / "resources/samples/boundaries/case"
FIELDS = (
    *INSPECTION_FIELDS, *SENDER_FIELDS, *LETTER_FIELDS, *row_fields(Rows.FINDINGS, 1), *row_fields(Rows.CRITERIA, 0),
    *row_fields(Rows.CATEGORIES, 2),    phrase_field(0, "not-shown"), phrase_field(0, "falls-short"),
)  # fmt: skip
FILES = (FRAMEWORK, INSPECTION, LETTER, "bodies.tsv")


def fields_of(folder: Path, ending: bytes = b"\n", head: bytes = b"") -> CaseFields:
    return CaseFields(
        {name: SourceText(head + (folder / name).read_bytes().replace(b"\n", ending)) for name in FILES}
    )


def all_said(fields: CaseFields) -> dict[CaseField, str]:
    return {field: fields.says(field) for field in FIELDS}


def lines_of(source: SourceText) -> list[bytes]:
    return source.data.split(b"\n")


@pytest.mark.thorough
@given(
    field=st.sampled_from(FIELDS),
    words=st.text(),
    folder=st.sampled_from([BLANK, SAMPLE]),
    ending=st.sampled_from([b"\n", b"\r\n"]),
    head=st.sampled_from([b"", b"\xef\xbb\xbf"]),
)
@example(
    CaseField(INSPECTION, ("title",), needed=True),
    'A "title"\\ with\n"""three',
    BLANK,
    b"\r\n",
    b"\xef\xbb\xbf",
)
@example(CaseField(LETTER, ("text",), Holds.TEXT, needed=True), "", SAMPLE, b"\n", b"")
def test_what_is_typed_is_read_back_and_nothing_else_changes(
    field: CaseField, words: str, folder: Path, ending: bytes, head: bytes
) -> None:
    if field.file == LETTER and field.path == ("text",):
        words = words.replace("\r", "\n")
    fields = fields_of(folder, ending, head)
    before, sources = all_said(fields), dict(fields.sources)

    changed = fields.put(field, words)

    expected = words
    if field.holds in {Holds.LINES, Holds.CHOICES}:
        expected = "\n".join(line for line in words.split("\n") if line.strip())
    elif field.holds is Holds.SWITCH:
        expected = "yes" if words.strip() else ""
    elif not field.needed and not words.strip():
        expected = ""
    elif field.holds in {Holds.DAY, Holds.YEAR}:
        expected = (
            fields.says(field)
            if fields.says(field).strip() in {words.strip(), words.strip().lstrip("0")}
            else words
        )
    assert fields.says(field) == expected
    assert {other: said for other, said in all_said(fields).items() if other != field} == {
        other: said for other, said in before.items() if other != field
    }
    for name, source in fields.sources.items():
        if name != field.file:
            assert source == sources[name]
    old, new = lines_of(sources[field.file]), lines_of(fields.sources[field.file])
    assert changed or old == new
    _only_one_place(old, new, field)


def _only_one_place(old: list[bytes], new: list[bytes], field: CaseField) -> None:
    """All lines before and after the place are those of before; a field of one key takes one line of it, as it was written."""
    same = next(
        (at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
    )
    left, right = old[same:], new[same:]
    while left and right and left[-1] == right[-1]:
        left, right = left[:-1], right[:-1]
    if field.path != ("text",):
        assert len(left) <= 1, "more than a line of what was there is gone"


@pytest.mark.parametrize(
    "words",
    ["in\x00it", "a\ttab", "a\u2028b", "a\u0085b", "\x7f", "é", "\U0001f600", "#", "'", "{{ body.name }}"],
)
def test_odd_characters_stand_in_the_letters_head_as_they_were_typed(words: str) -> None:
    fields = fields_of(BLANK)
    fields.put(LETTER_FIELDS[0], words)
    text = fields.sources[LETTER].text
    parts = letter_parts(text)
    assert parts is not None
    assert parts["subject"][0] == words
    if words.isprintable():  # the case reader refuses the others, having read them
        assert read_template(LETTER, text).subject == words


def test_an_optional_key_is_put_under_its_example_and_taken_out_again() -> None:
    fields = fields_of(BLANK)
    telephone = CaseField(INSPECTION, ("sender", "telephone"))
    before = fields.sources[INSPECTION]
    fields.put(telephone, "01632 960 100")
    text = fields.sources[INSPECTION].text
    assert '# telephone = "01632 960 100"\ntelephone = "01632 960 100"\n\n# A logo' in text
    fields.put(telephone, "")
    assert fields.sources[INSPECTION] == before


def test_a_list_keeps_the_comments_between_its_entries() -> None:
    text = 'x = [\n  "a", # the first\n  "b",\n  # why c\n  "c",\n]\n'
    fields = CaseFields({INSPECTION: SourceText(text.encode())})
    entries = CaseField(INSPECTION, ("x",), Holds.LINES)
    for words, after in (
        ("a\nB\nc", text.replace('"b"', '"B"')),
        ("a\nB\nc\nd", text.replace('"b"', '"B"').replace('"c"', '"c", "d"')),
        ("a\nc\nd", 'x = [\n  "a",\n  # why c\n  "c", "d",\n]\n'),
    ):
        fields.put(entries, words)
        assert tomllib.loads(fields.sources[INSPECTION].text)["x"] == words.split("\n")
        if "\n  # why c" in after and words != "a\nc\nd":
            assert fields.sources[INSPECTION].text == after
    assert "# why c" in fields.sources[INSPECTION].text


def test_questions_are_added_moved_removed_and_put_back() -> None:
    fields = fields_of(SAMPLE)
    before = fields.sources[FRAMEWORK]
    names = [row.name for row in fields.rows(Rows.CRITERIA)]
    removed = fields.remove_row(Rows.CRITERIA, 1)
    assert [row.name for row in fields.rows(Rows.CRITERIA)] == [names[0], *names[2:]]
    fields.put_back(removed)
    assert fields.sources[FRAMEWORK] == before

    fields.move_row(Rows.CRITERIA, 0, 1)
    assert [row.name for row in fields.rows(Rows.CRITERIA)] == [names[1], names[0], *names[2:]]
    fields.move_row(Rows.CRITERIA, 1, -1)
    assert fields.sources[FRAMEWORK] == before
    assert not fields.move_row(Rows.CRITERIA, 0, -1)

    fields.add_row(Rows.CRITERIA, len(names))
    fields.put(row_fields(Rows.CRITERIA, len(names))[0], "Policy")
    fields.name_row(Rows.CRITERIA, len(names))
    assert fields.rows(Rows.CRITERIA)[-1].key == "policy-2", "a key is that of one row"
    key = fields.rows(Rows.CRITERIA)[0].key
    fields.put(row_fields(Rows.CRITERIA, 0)[0], "Another title")
    assert not fields.name_row(Rows.CRITERIA, 0)
    assert fields.rows(Rows.CRITERIA)[0].key == key, "what was judged hangs on it"


def test_all_questions_can_be_removed_and_others_added() -> None:
    fields = fields_of(BLANK)
    fields.remove_row(Rows.CRITERIA, 0)
    assert fields.rows(Rows.CRITERIA) == ()
    fields.add_row(Rows.CRITERIA, 0)
    fields.put(row_fields(Rows.CRITERIA, 0)[0], "Fences")
    assert fields.says(row_fields(Rows.CRITERIA, 0)[4]) == "in-place\nunder-way\nfalls-short\nnot-shown"


def test_a_place_that_is_written_otherwise_is_refused_and_left() -> None:
    text = 'criterion = [{key = "a", title = "A"}, {key = "b", title = "B"}]\n'
    fields = CaseFields({FRAMEWORK: SourceText(text.encode())})
    fields.put(CaseField(FRAMEWORK, ("criterion", 1, "title"), needed=True), "Bee")
    assert fields.sources[FRAMEWORK].text == text.replace('"B"', '"Bee"')
    for act in (
        lambda: fields.add_row(Rows.CRITERIA, 2),
        lambda: fields.remove_row(Rows.CRITERIA, 0),
        lambda: fields.put(CaseField(FRAMEWORK, ("criterion", 7, "title"), needed=True), "C"),
    ):
        with pytest.raises(ReviewerError, match="written in a way that the window can't change"):
            act()
    assert fields.sources[FRAMEWORK].text == text.replace('"B"', '"Bee"')


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = Home(tmp_path / "config", ROOT / "resources", tmp_path / "data")
    new_case_folder(tmp_path / "case", home)
    return tmp_path / "case"


def put(case: OpenCase, file: str, words: str, *path: str | int, holds: Holds = Holds.LINE) -> None:
    case.fields.put(CaseField(file, path, holds, needed=True), words)


def test_a_folder_filled_in_by_fields_is_whole(folder: Path) -> None:
    case = OpenCase(folder)
    for path, words in {
        ("title",): "Safe playgrounds, 2031", ("requested_on",): "2031-03-03", ("submissions_due",): "2031-03-31",
        ("letters_dated",): "2031-05-12", ("review_period",): "April 2031", ("sender", "organisation"): "Office for Play",
        ("signatory", "name"): "Ada Example", ("enquiries", "name"): "the play desk",
        ("enquiries", "email"): "desk@play.example.org",
    }.items():  # fmt: skip
        day = Holds.DAY if words[:2] == "20" else Holds.LINE
        put(case, INSPECTION, words, *path, holds=day)
    put(case, FRAMEWORK, "Safe playgrounds", "title")
    title, question, _guidance, search, _findings, phrase = row_fields(Rows.CRITERIA, 0)
    for field, words in (
        (title, "Fences"),
        (question, "Are they whole?"),
        (search, "fence"),
        (phrase, "the fences"),
    ):
        case.fields.put(field, words)
    case.fields.name_row(Rows.CRITERIA, 0)
    case.bodies.put(0, 1, "Ash Parish")
    case.bodies.put(0, 2, "Clerk to the Parish")
    assert set(case.unsaved) == {FRAMEWORK, INSPECTION, "bodies.tsv"}
    assert case.save() == ()

    found = check_case_folder(folder)
    assert found.faults == ()
    assert set(found.letters) == {"in-place.pdf", "under-way.pdf", "falls-short.pdf", "not-shown.pdf"}
    assert (
        folder / "bodies.tsv"
    ).read_text() == "code\tname\tchief\toversight\nash-parish\tAsh Parish\tClerk to the Parish\t\n"
    assert "# Days are written as year-month-day" in (folder / INSPECTION).read_text()


def test_what_another_program_wrote_is_not_written_over(folder: Path) -> None:
    case = OpenCase(folder)
    put(case, INSPECTION, "Mine", "title")
    theirs = (folder / INSPECTION).read_bytes() + b"# theirs\n"
    (folder / INSPECTION).write_bytes(theirs)
    (folder / LETTER).write_text((folder / LETTER).read_text() + "More.\n")

    assert case.save() == (INSPECTION,)
    assert (folder / INSPECTION).read_bytes() == theirs
    assert case.look_again() == ((LETTER,), (INSPECTION,))
    assert case.fields.says(LETTER_FIELDS[2]).endswith("More.\n"), "what was not edited here is read anew"

    aside = case.keep_mine(INSPECTION)
    assert aside is not None
    assert aside.read_bytes() == theirs
    assert 'title = "Mine"' in (folder / INSPECTION).read_text()
    assert case.look_again() == ((), ())


def test_what_was_typed_is_kept_beside_when_theirs_is_taken(folder: Path) -> None:
    case = OpenCase(folder)
    put(case, INSPECTION, "Mine", "title")
    (folder / INSPECTION).write_text(
        (folder / INSPECTION).read_text().replace('title = ""', 'title = "Theirs"', 1)
    )
    aside = case.take_theirs(INSPECTION)
    assert case.fields.says(INSPECTION_FIELDS[0]) == "Theirs"
    assert case.unsaved == ()
    assert aside is not None
    assert 'title = "Mine"' in aside.read_text()
    told = {fault.file for fault in check_case_folder(folder).faults}
    assert aside.name not in told, "what is kept beside is no part of the case"


def test_a_removed_body_and_a_removed_question_come_back_in_turn(folder: Path) -> None:
    shutil.copy(SAMPLE / "bodies.tsv", folder / "bodies.tsv")
    case = OpenCase(folder)
    bodies = case.bodies.text
    case.remove_row(Rows.CRITERIA, 0)
    case.bodies.remove([0, 2])
    case.note_bodies()
    assert case.take_back() is None
    assert case.bodies.text == bodies
    back = case.take_back()
    assert back is not None
    assert not case.can_take_back
    assert case.unsaved == ()


def test_a_broken_file_is_left_to_whoever_broke_it(folder: Path) -> None:
    (folder / INSPECTION).write_text('title = "unfinished\n')
    case = OpenCase(folder)
    assert not case.fields.can_edit(INSPECTION)
    assert case.fields.can_edit(FRAMEWORK)
    with pytest.raises(ReviewerError, match="written in a way"):
        put(case, INSPECTION, "x", "title")
    with pytest.raises(CaseError, match="not there"):
        OpenCase(folder / "none")


def test_grades_are_rows_like_the_others_and_one_can_be_suggested_by_what_only_the_file_says() -> None:
    fields = fields_of(SAMPLE)
    names = [row.name for row in fields.rows(Rows.CATEGORIES)]
    fields.add_row(Rows.CATEGORIES, 1)
    label, suggest = row_fields(Rows.CATEGORIES, 1)
    fields.put(label, "Needs attention")
    fields.name_row(Rows.CATEGORIES, 1)
    fields.put(suggest, ANY_GAP)
    said = tomllib.loads(fields.sources[FRAMEWORK].text)["category"][1]
    assert said == {"key": "needs-attention", "label": "Needs attention", "suggest": "'gap' in tones"}
    fields.put(suggest, "")
    assert not fields.is_set(suggest)
    fields.put(suggest, "tones[0] == 'gap'")
    assert choice_words(suggest, fields.says(suggest)) == "As the file says: tones[0] == 'gap'"
    fields.remove_row(Rows.CATEGORIES, 1)
    assert [row.name for row in fields.rows(Rows.CATEGORIES)] == names


@pytest.mark.parametrize("folder", [BLANK, SAMPLE])
def test_a_logo_is_said_of_wholly_or_not_at_all(folder: Path) -> None:
    fields = fields_of(folder)
    before = fields.sources[INSPECTION]
    file, words = (field for field in SENDER_FIELDS if "logo" in field.path)
    fields.put(file, "logo.png")
    fields.put(words, "A crest")
    assert fields.sources[INSPECTION].text.startswith(before.text.rstrip("\n"))
    assert tomllib.loads(fields.sources[INSPECTION].text)["sender"]["logo"] == {
        "file": "logo.png",
        "alternative_text": "A crest",
    }
    fields.put(words, "")
    fields.put(file, "")
    assert fields.sources[INSPECTION] == before


def test_a_picture_is_copied_into_the_folder_and_none_there_is_written_over(tmp_path: Path) -> None:
    folder = shutil.copytree(SAMPLE, tmp_path / "case")
    red, blue = (tmp_path / name for name in ("red crest.png", "blue.PNG"))
    for path, colour in ((red, "red"), (blue, "blue")):
        Image.new("RGB", (200, 100), colour).save(path)
    case = OpenCase(folder)
    assert case.take_picture(str(red)) == "logo.png"
    assert case.take_picture(str(red)) == "logo.png", "it is there already"
    assert case.take_picture(f" {blue} ") == "logo-2.png"
    assert (folder / "logo.png").read_bytes() == red.read_bytes()
    assert case.take_picture("logo-2.png") == "logo-2.png"
    assert case.take_picture("") == ""


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"GIF89a", "neither PNG nor JPEG"),
        (b"\x89PNG\r\n\x1a\n" + bytes(5_000_000), "larger than"),
        (None, "no file"),
    ],
)
def test_what_can_be_no_logo_is_refused_and_nothing_is_copied(
    tmp_path: Path, data: bytes | None, problem: str
) -> None:
    folder = shutil.copytree(SAMPLE, tmp_path / "case")
    if data is not None:
        (tmp_path / "x.png").write_bytes(data)
    names = sorted(folder.iterdir())
    with pytest.raises(CaseError, match=problem):
        OpenCase(folder).take_picture(str(tmp_path / "x.png"))
    assert sorted(folder.iterdir()) == names
