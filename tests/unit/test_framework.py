from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from reviewer.errors import CaseError
from reviewer.framework import case_from_data, case_to_data, load_case
from reviewer.model import Tone
from tests.unit.small_case import spoil, write_case

F, INSP, L, B = "framework.toml", "inspection.toml", "letter.md", "bodies.tsv"
CY = "framework.cy.toml"


def refusal(folder: Path) -> str:
    with pytest.raises(CaseError) as caught:
        load_case(folder)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_case_folder_becomes_a_case(tmp_path: Path) -> None:
    case = load_case(write_case(tmp_path))

    assert [criterion.key for criterion in case.framework.criteria] == ["fences", "swings", "ponds"]
    assert case.framework.finding("nothing").absence
    assert case.framework.finding("partly").tone is Tone.PART
    assert case.framework.criterion("swings").search == ("swing", "chain")
    assert case.inspection.submissions_due == date(2031, 3, 31)
    assert case.inspection.body_noun == ("body", "bodies")
    assert [body.name for body in case.bodies] == ["Ash Parish", "Elm_and_Oak [Town]"]
    assert case.body("ash").facts["motto"] == "Play *well*"
    assert "motto" not in case.body("elm").facts, "an empty cell is no fact"
    assert list(case.languages) == [""]


def test_the_real_case_loads(shared: Path) -> None:
    case = load_case(shared / "cases/abuse-of-position-2017")

    assert (len(case.bodies), len(case.framework.criteria), len(case.framework.categories)) == (43, 4, 4)
    assert case.inspection.letters_dated == date(2017, 10, 2)


def test_a_second_language_is_laid_over_the_first(tmp_path: Path) -> None:
    case = load_case(write_case(tmp_path, welsh=True))
    welsh = case.languages["cy"]

    assert welsh.framework.title == "Meysydd chwarae diogel"
    assert welsh.framework.language == "cy"
    assert (welsh.all_word, welsh.any_word, welsh.copied_to) == ("a", "neu", "Copi at")
    assert welsh.months[2] == "Mawrth"
    assert welsh.framework.finding("seen").label == "Gwelwyd"
    assert welsh.framework.finding("partly").label == "Partly", "what is left out stays as in the first"
    assert welsh.framework.criterion("fences").title == "Ffensys"
    assert welsh.framework.category("good").label == "Da"
    assert welsh.framework.criterion("swings").findings == case.framework.criterion("swings").findings
    assert case.framework.title == "Safe playgrounds"


def test_the_first_language_may_bring_words_of_its_own(tmp_path: Path) -> None:
    folder = write_case(tmp_path)
    months = ", ".join(f'"m{n}"' for n in range(1, 13))
    spoil(folder, F, 'language = "en-GB"\n', f'language = "cy"\ncopied_to = "Copi at"\nmonths = [{months}]\n'
          '[words]\nall = "a"\nany = "neu"\n')  # fmt: skip

    first = load_case(folder).languages[""]

    assert (first.all_word, first.any_word, first.copied_to, first.months[11]) == (
        "a",
        "neu",
        "Copi at",
        "m12",
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (F, 'title = "Safe playgrounds"\n', "", "framework.toml: title: missing, and the program needs it; expected text"),
        (F, "schema = 1", "schema = 2", "framework.toml: schema: this program reads schema 1, and the file is schema 2"),
        (F, "schema = 1\n", "", "framework.toml: schema: missing; expected schema = 1"),
        (F, "schema = 1", 'schema = "one"', "framework.toml: schema: expected 1, found 'one'"),
        (F, "schema = 1", "schema = true", "framework.toml: schema: expected 1, found True"),
        (F, 'tone = "met"', 'tone = "good"', 'framework.toml: finding[1].tone (seen): expected one of met, part, gap, unknown, found "good"'),
        (F, 'label = "Partly"', 'label = "Partly"\ncolour = "red"', "framework.toml: finding[2].colour (partly): there is no such key; expected one of key, label, tone, sentence, absence"),
        (F, 'label = "Partly"', 'lable = "Partly"', 'finding[2].lable (partly): there is no such key (did you mean "label"?)'),
        (F, "absence = true", 'absence = "yes"', 'finding[3].absence (nothing): expected true or false, without quotation marks, found "yes"'),
        (F, 'label = "Seen"', "label = 5", "finding[1].label (seen): expected text in quotation marks, found 5"),
        (F, 'label = "Seen"', 'label = "  "', "finding[1].label (seen): expected some text"),
        (F, 'search = ["fence"]', 'search = "fence"', 'criterion[1].search (fences): expected a list in square brackets, found "fence"'),
        (F, 'search = ["fence"]', "search = [5]", "criterion[1].search[1] (fences): expected text in quotation marks, found 5"),
        (F, 'search = ["swing", "chain"]', 'search = ["swing", 7]', "criterion[2].search[2] (swings): expected text in quotation marks, found 7"),
        (F, 'findings = ["seen", "partly", "nothing"]', 'findings = ["seen", "partley"]', 'criterion[1].findings (fences): unknown finding "partley" (did you mean "partly"?); expected one of seen, partly, nothing'),
        (F, 'findings = ["seen", "partly", "nothing"]', 'findings = ["seen", "seen"]', 'criterion[1].findings (fences): "seen" is listed twice'),
        (F, 'default = "the fences"', 'seen = "the fences"', 'criterion[1].phrase (fences): missing "default"'),
        (F, 'default = "the fences"', 'default = "x"\nnone = "y"', 'criterion[1].phrase (fences): unknown finding of this criterion "none"'),
        (F, 'key = "partly"', 'key = "seen"', 'finding[2].key: "seen" is there already, in finding[1]; expected each key once'),
        (F, 'key = "swings"', 'key = "Swings"', 'criterion[2].key (Swings): expected small letters, digits and hyphens only, found "Swings"'),
        (F, '[[category]]\nkey = "good"', '[[grade]]\nkey = "good"', "framework.toml: grade: there is no such key"),
        (F, 'title = "Fences"', 'title = "Fen\\nces"', "criterion[1].title (fences): expected text on one line"),
        (F, 'title = "Fences"', 'title = "Fen\\uE100ces"', "criterion[1].title (fences): it holds the character U+E100, which can't be printed"),
        (F, 'title = "Fences"', "title = Fences", "framework.toml: not TOML: “Invalid value (at line 27, column 9)”"),
        (F, '[criterion.phrase]\ndefault = "the fences"', "", "framework.toml: criterion[1].phrase (fences): missing, and the program needs it; expected a table, [criterion.phrase]"),
        (INSP, "[signatory]", "[signatary]", 'inspection.toml: signatary: there is no such key (did you mean "signatory"?)'),
        (INSP, '[signatory]\nname = "Ada Example"\n', "", "inspection.toml: signatory: missing, and the program needs it; expected a table, [signatory]"),
        (INSP, "requested_on = 2031-03-03", 'requested_on = "3 March"', 'requested_on: expected a date such as 2017-05-31, without quotation marks, found "3 March"'),
        (INSP, "requested_on = 2031-03-03", "requested_on = 2031-02-30", "inspection.toml: not TOML"),
        (INSP, "requested_on = 2031-03-03", "requested_on = 2031-03-03T10:00:00", "requested_on: expected a date such as 2017-05-31"),
        (INSP, "requested_on = 2031-03-03\n", "", "requested_on: missing, and the program needs it; expected a date such as 2017-05-31"),
        (INSP, "requested_on = 2031-03-03", "requested_on = 2031-04-03", "submissions_due: expected a day on or after requested_on, 2031-04-03, found 2031-03-31"),
        (INSP, 'bodies = "bodies.tsv"', 'bodies = "../bodies.tsv"', "bodies: expected a file name in the case folder"),
        (INSP, 'bodies = "bodies.tsv"', 'bodies = "forces.tsv"', "forces.tsv: missing in"),
        (INSP, 'bodies = "bodies.tsv"', 'bodies = "bodies.tsv"\nbody_noun = ["park"]', "body_noun: expected exactly two, the singular and the plural, found 1"),
        (INSP, 'bodies = "bodies.tsv"', 'bodies = "bodies.tsv"\nprevious_year = "2030"', 'previous_year: expected a whole number, without quotation marks, found "2030"'),
        (INSP, 'bodies = "bodies.tsv"', 'bodies = "bodies.tsv"\nprevious_year = 0', "previous_year: expected a year such as 2016, found 0"),
        (INSP, 'bodies = "bodies.tsv"', 'bodies = "bodies.tsv"\nmarking = true', "marking: expected text in quotation marks, found true"),
        (INSP, 'bodies = "bodies.tsv"', 'bodies = "bodies.tsv"\nmarking = ["A"]', "marking: expected text in quotation marks, found a list"),
        (INSP, 'bodies = "bodies.tsv"\n', 'bodies = "bodies.tsv"\nsender = "us"\n', "inspection.toml: not TOML"),
        (F, 'findings = ["seen", "partly", "nothing"]\n', "", "criterion[1].findings (fences): missing, and the program needs it; expected a list of texts"),
        (F, '[criterion.phrase]\ndefault = "the fences"', 'phrase = "the fences"', 'criterion[1].phrase (fences): expected a table, found "the fences"'),
        (F, 'language = "en-GB"\n', 'language = "English"\n', 'language: expected a language tag such as en-GB, found "English"'),
        (F, 'default = "the fences"', 'default = "x"\nSeen = "y"', 'criterion[1].phrase.Seen (fences): expected small letters, digits and hyphens only, found "Seen"'),
        (INSP, "office@example.org", "office", "enquiries.email: expected an e-mail address"),
        (B, "code\t", "id\t", 'bodies.tsv: line 1: column "code" is missing; found id, name, clerk, motto'),
        (B, "clerk\tmotto", "clerk\tclerk", 'bodies.tsv: line 1: column "clerk" is there twice'),
        (B, "clerk\tmotto", "clerk\tThe motto", 'bodies.tsv: line 1: column 4 is called "The motto"'),
        (B, "elm\t", "ash\t", 'bodies.tsv: line 3: code "ash" is there already, on line 2'),
        (B, "elm\t", "Elm\t", 'bodies.tsv: line 3, column code: expected small letters, digits and hyphens only, found "Elm"'),
        (B, "elm\tElm_and_Oak [Town]", "elm\t", "bodies.tsv: line 3, column name: empty; every row needs one"),
        (B, "Play *well*", "Play\tmore", "bodies.tsv: line 2: 5 cells; expected at most 4"),
        (B, "Play *well*", "Play\x07", "bodies.tsv: line 2, column motto: it holds the character U+0007"),
        (L, "---\n", "", "letter.md: line 1: expected front matter"),
        (L, '"\n---\nWe', '"\nWe', "letter.md: line 1: the front matter does not end"),
        (L, 'closing: "Yours sincerely"\n', "", "letter.md: closing: missing, and the program needs it; expected text"),
        (L, "closing:", "clossing:", 'letter.md: clossing: there is no such key (did you mean "closing"?)'),
        (L, 'subject: "{{ framework.title }}: {{ body.name }}"', "subject: 2031", "letter.md: subject: expected text in quotation marks, found 2031"),
        (L, 'closing: "Yours sincerely"', "closing: Yours: sincerely", "letter.md: line 4: not YAML"),
        (L, "That is all.", "That is all.\x00", "letter.md: line 8: it holds the character U+0000"),
    ],
)  # fmt: skip
def test_an_error_names_the_file_the_key_and_what_was_expected(
    tmp_path: Path, file: str, old: str, new: str, told: str
) -> None:
    folder = write_case(tmp_path)
    spoil(folder, file, old, new)

    assert told in refusal(folder)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('[[finding]]\nkey = "nothing"', '[[finding]]\nkey = "nix"', 'framework.cy.toml: finding[3].key: unknown finding "nix"'),
        ('[[finding]]\nkey = "partly"\nsentence = "Dechreuwyd: {{ phrases | all_of }}."\n', "", 'framework.cy.toml: finding: "partly" has no words in this language'),
        ('[[criterion]]\nkey = "ponds"\n[criterion.phrase]\ndefault = "pyllau"\n', "", 'framework.cy.toml: criterion: "ponds" has no words in this language'),
        ('default = "pyllau"', 'seen = "pyllau"', 'criterion[3].phrase (ponds): missing "default"'),
        ('key = "good"\nlabel = "Da"', 'key = "goodly"\nlabel = "Da"', 'category[1].key: unknown category "goodly" (did you mean "good"?)'),
        ('label = "Gwelwyd"', 'tone = "met"', "finding[1].tone (seen): there is no such key"),
        ('"Rhagfyr"', "", "framework.cy.toml: months: expected exactly twelve, January first, found 11"),
        ('any = "neu"\n', "", "framework.cy.toml: words.any: missing, and the program needs it; expected text"),
    ],
)  # fmt: skip
def test_an_overlay_gives_every_word_of_the_letter_and_nothing_unknown(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    folder = write_case(tmp_path, welsh=True)
    spoil(folder, CY, old, new)

    assert told in refusal(folder)


@pytest.mark.parametrize("left", ["letter.cy.md", CY])
def test_half_a_second_language_is_refused(tmp_path: Path, left: str) -> None:
    folder = write_case(tmp_path, welsh=True)
    gone = CY if left == "letter.cy.md" else "letter.cy.md"
    (folder / gone).unlink()

    assert f"{gone}: missing in" in refusal(folder)


@pytest.mark.parametrize("file", [F, INSP, L, B])
def test_a_missing_file_is_named(tmp_path: Path, file: str) -> None:
    folder = write_case(tmp_path)
    (folder / file).unlink()

    assert f"{file}: missing in {folder}" in refusal(folder)


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    assert "is not there" in refusal(tmp_path / "nowhere")


def test_a_folder_in_the_place_of_a_file_is_refused(tmp_path: Path) -> None:
    folder = write_case(tmp_path)
    (folder / B).unlink()
    (folder / B).mkdir()

    assert "bodies.tsv: no file of text but a folder" in refusal(folder)


def test_text_in_another_encoding_names_its_line(tmp_path: Path) -> None:
    folder = write_case(tmp_path)
    (folder / B).write_bytes("code\tname\nash\tCafé\n".encode("latin-1"))

    assert "bodies.tsv: line 2: not UTF-8 text. Save the file as UTF-8." in refusal(folder)


def test_an_enormous_file_is_refused_unread(tmp_path: Path) -> None:
    folder = write_case(tmp_path)
    with (folder / B).open("ab") as file:
        os.truncate(file.fileno(), 5_000_000)

    assert "bodies.tsv: larger than 4,000,000 bytes" in refusal(folder)


@pytest.mark.parametrize("text", ["", "\n\n", "code\tname\n"])
def test_a_file_without_bodies_is_refused(tmp_path: Path, text: str) -> None:
    folder = write_case(tmp_path)
    (folder / B).write_text(text, encoding="utf-8")

    assert "bodies.tsv: " in refusal(folder)


@pytest.mark.parametrize("matter", ["- a\n- b", "just text", ""])
def test_front_matter_that_is_no_table_is_refused(tmp_path: Path, matter: str) -> None:
    folder = write_case(tmp_path)
    (folder / L).write_text(f"---\n{matter}\n---\nText {{{{ findings }}}}\n", encoding="utf-8")

    assert "letter.md: front matter: expected subject, salutation and closing" in refusal(folder)


def test_a_letter_without_text_is_refused(tmp_path: Path) -> None:
    folder = write_case(tmp_path)
    (folder / L).write_text('---\nsubject: "a"\nsalutation: "b"\nclosing: "c"\n---\n\n', encoding="utf-8")

    assert "letter.md: line 5: there is no text" in refusal(folder)


def test_several_problems_are_counted(tmp_path: Path) -> None:
    folder = write_case(tmp_path)
    text = (folder / INSP).read_text(encoding="utf-8")
    (folder / INSP).write_text(text.replace("name =", "names ="), encoding="utf-8")

    assert "There are 3 more problems in this file." in refusal(folder)


@pytest.mark.parametrize("table", ["finding", "criterion", "category"])
def test_a_framework_without_one_of_its_parts_is_refused(tmp_path: Path, table: str) -> None:
    folder = write_case(tmp_path)
    text = (folder / F).read_text(encoding="utf-8")
    parts = [part for part in text.split("[[") if not part.startswith((f"{table}]]", f"{table}.phrase]"))]
    (folder / F).write_text("[[".join(parts), encoding="utf-8")

    told = f"framework.toml: {table}: missing, and the program needs it; expected one or more tables, [[{table}]]"
    assert told in refusal(folder)


def test_files_of_a_windows_editor_read_the_same(tmp_path: Path) -> None:
    plain = load_case(write_case(tmp_path / "a", welsh=True))
    folder = write_case(tmp_path / "b", welsh=True)
    for path in folder.iterdir():
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    assert load_case(folder) == plain


def test_a_case_comes_back_whole_from_json(tmp_path: Path) -> None:
    case = load_case(write_case(tmp_path, welsh=True))

    data = json.loads(json.dumps(case_to_data(case), sort_keys=True))

    assert case_from_data(data) == case
    assert list(case_from_data(data).body("ash").facts) == ["code", "name", "clerk", "motto"]
    assert "." not in "".join(c for c in json.dumps(data, default=str) if c.isdigit()), "no floats"


def test_a_newer_programs_keys_are_passed_over(tmp_path: Path) -> None:
    case = load_case(write_case(tmp_path))
    data = case_to_data(case)
    data["inspection"]["mood"] = "bright"
    data["framework"]["languages"][""]["framework"]["findings"][0]["weight"] = 3

    assert case_from_data(data) == case


def test_a_record_is_read_without_the_heavy_libraries(shared: Path) -> None:
    """It is on the way to the first paint: no pydantic, no Jinja2, no YAML."""
    data = json.dumps(case_to_data(load_case(shared / "cases/abuse-of-position-2017")))
    code = (
        "import json, sys; from reviewer.framework import case_from_data; import reviewer.wording, reviewer.review;"
        "case_from_data(json.load(sys.stdin)); print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=data, capture_output=True, text=True, check=True,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert not {"pydantic", "jinja2", "yaml"} & set(done.stdout.split())
