"""Broken case folders, each made of a good one by one edit: its fault is named with file, line and column, and it alone."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from reviewer.desk import Home
from reviewer.desk.case_checking import CaseCheck, check_case_folder, write_letters
from reviewer.desk.case_folders import new_case_folder
from reviewer.desk.words.case_faults import fault_line
from reviewer.errors import CaseError, TakenError
from reviewer.framework import load_case

F, INSP, B, L = "framework.toml", "inspection.toml", "bodies.tsv", "letter.md"
FCY, LCY = "framework.cy.toml", "letter.cy.md"
POLICY = 'default = "a clear policy on professional boundaries"'
TABLE = "|".join("x" * 90)


@dataclass(frozen=True)
class Broken:
    """One edit of the sample's case: ``old`` becomes ``new`` in a file, and what is told is at ``at`` with these words.

    ``at`` is where in the edited file the fault is to be found: text that stands there ("" where there is no such place), and
    the file's name before a bar where it is another one.
    """

    name: str
    file: str
    old: str
    new: str
    at: str
    told: str


BROKEN = (
    Broken("a misspelt key", F, 'label = "In place"', 'lable = "In place"', "lable", 'did you mean "label"?'),
    Broken("a misspelt table", INSP, "[enquiries]", "[enquiry]", "[enquiry]", 'did you mean "enquiries"?'),
    Broken("a finding without a sentence", F, 'sentence = "More needs to be done on {{ phrases | all_of }}."\n', "",
           '[[finding]]\nkey = "falls-short"', "sentence (falls-short): missing"),
    Broken("a sentence of nothing", F, "More needs to be done on {{ phrases | all_of }}.", " ", 'sentence = " "', "expected some text"),
    Broken("a sentence that comes to nothing", F, "More needs to be done on {{ phrases | all_of }}.", "{{ '' }}",
           "sentence = \"{{ '' }}\"", "comes out empty"),
    Broken("a sentence in quotation marks that end too soon", F, '"More needs', '"More" needs', "needs to be", "not TOML"),
    Broken("a sentence with a name that is none", F, "done on {{ phrases", "done on {{ phrase", 'sentence = "More', 'unknown name "phrase"'),
    Broken("a sentence with a filter that is none", F, "done on {{ phrases | all_of", "done on {{ phrases | all of",
           'sentence = "More', "can't be read as a template"),
    Broken("a sentence with an unknown filter", F, "done on {{ phrases | all_of", "done on {{ phrases | allof",
           'sentence = "More', 'did you mean "all_of"?'),
    Broken("a criterion's key that is there twice", F, 'key = "unit"', 'key = "policy"', 'key = "policy"\ntitle = "An', "is there already"),
    Broken("a finding's key that is there twice", FCY, 'key = "not-shown"', 'key = "in-place"', 'key = "in-place"\nlabel = "Heb', "is there already"),
    Broken("a key with a capital", F, 'key = "good-progress"', 'key = "Good"', 'key = "Good"', "small letters, digits and hyphens"),
    Broken("a finding that there is not", F, '"under-way", "falls-short", "not-shown"]\n[criterion.phrase]\ndefault = "regular',
           '"underway", "falls-short", "not-shown"]\n[criterion.phrase]\ndefault = "regular', '"underway"', 'did you mean "under-way"?'),
    Broken("a finding that is listed twice", F, '"in-place", "under-way", "falls-short", "not-shown"]\n[criterion.phrase]\ndefault = "regular',
           '"in-place", "under-way", "not-shown", "not-shown"]\n[criterion.phrase]\ndefault = "regular',
           '"not-shown"]\n[criterion.phrase]\ndefault = "regular', "listed twice"),
    Broken("a phrase for no finding", F, 'not-shown = "the size', 'not-seen = "the size', "not-seen", 'unknown finding of this criterion "not-seen"'),
    Broken("a phrase that some findings lack", F, POLICY, POLICY.replace("default", "in-place"), "[criterion.phrase]\nin-place", 'missing "default"'),
    Broken("a tone that is none", F, 'tone = "part"', 'tone = "partly"', 'tone = "partly"', "one of met, part, gap, unknown"),
    Broken("a list without brackets", F, '["supervisors", "training", "early signs", "briefing"]', '"supervisors"', 'search = "sup', "square brackets"),
    Broken("a search for a number", F, '["supervisors", "training"', '["", 5, "training"', "5, ", "expected text in quotation marks, found 5"),
    Broken("a suggestion that can't be read", F, "tones.count('unknown') >= 3", "tones.count('unknown' >= 3", 'suggest = "tones.count(\'unknown\' ', "can't be read"),
    Broken("a newer schema", F, "schema = 1", "schema = 2", "schema = 2", "newer version"),
    Broken("a language that is no tag", F, 'language = "en-GB"', 'language = "English"', "language =", "a language tag such as en-GB"),
    Broken("a day in quotation marks", INSP, "2025-02-03", '"3 February 2025"', "requested_on", "without quotation marks"),
    Broken("a day that there is not", INSP, "2025-02-28", "2025-02-30", "2025-02-30", "not TOML"),
    Broken("a deadline before the request", INSP, "2025-02-28", "2025-01-28", "submissions_due", "on or after requested_on"),
    Broken("no signatory", INSP, '[signatory]\nname = "Rowan Ellery"\ntitles = ["Sample Inspector of Police"]\n', "", "", "[signatory]"),
    Broken("an address that is none", INSP, "desk@inspectorate.example.org", "desk at example.org", "email", "an e-mail address"),
    Broken("one word for a body", INSP, '["force", "forces"]', '["force"]', "body_noun", "exactly two"),
    Broken("an image that is not there", INSP, "[signatory]", '[sender.logo]\nfile = "crest.png"\nalternative_text = "Crest"\n[signatory]',
           "[sender.logo]", "crest.png is missing"),
    Broken("an image that is none", INSP, "[signatory]", '[sender.logo]\nfile = "letter.md"\nalternative_text = "Crest"\n[signatory]',
           "[sender.logo]", "neither PNG nor JPEG"),
    Broken("a bodies' file that is not there", INSP, '"bodies.tsv"', '"forces.tsv"', "", "forces.tsv: missing"),
    Broken("a copy for a column that there is not", INSP, "body.oversight", "body.overseer", '"{{ body.overseer', "there is no body.overseer"),
    Broken("a code that is there twice", B, "penmarsh\t", "aberwen\t", "aberwen\tPenmarsh", "is there already, on line 2"),
    Broken("a code with a space", B, "ash-valley\t", "ash valley\t", "ash valley", "small letters, digits and hyphens"),
    Broken("bodies without names", B, "\tname\t", "\tcalled\t", "code\t", 'column "name" is missing'),
    Broken("a cell too many", B, "\tNorth\nest", "\tNorth\tmore\nest", "ash-valley", "9 cells; expected at most 8"),
    Broken("a chief officer who is not there", B, "Ash Valley Police\t\tChief Constable", "Ash Valley Police\t\t", f"{L}|salutation", "body.chief is empty"),
    Broken("a name that no font has", B, "Penmarsh Police", "قوة Police", "قوة", "right to left"),
    Broken("a letter without findings", L, "{{ findings }}\n", "\n", "", "once, and it does not say it"),
    Broken("a letter with findings twice", L, "{{ findings }}\n", "{{ findings }} {{ findings }}\n", "", "more than once"),
    Broken("a letter with a name that is none", L, "{{ inspection.review_period }}", "{{ inspection.period }}", "inspection.period", 'unknown name "inspection.period"'),
    Broken("a letter with a brace too few", L, "{{ inspection.review_period }}", "{{ inspection.review_period }", "We read all", "can't be read"),
    Broken("a letter with an if that does not end", L, "{%- endif %}", "", "", "can't be read"),
    Broken("a letter without a closing", L, 'closing: "Yours sincerely"\n', "", "", "closing: missing"),
    Broken("a greeting without quotation marks", L, 'salutation: "Dear {{ body.chief }}"', "salutation: Dear: {{ body.chief }}", "salutation", "not YAML"),
    Broken("front matter that does not end", L, 'sincerely"\n---', 'sincerely"', "---", "does not end"),
    Broken("a table that does not fit the page", L, "{{ findings }}\n", f"{{{{ findings }}}}\n\n|{TABLE}|\n|{TABLE.replace('x', '-')}|\n", "", "more than fit"),
    Broken("Welsh without one finding", FCY, 'key = "out-of-date"', 'key = "out-of-dat"', 'key = "out-of-dat"', 'unknown finding "out-of-dat"'),
    Broken("Welsh with eleven months", FCY, '"Tachwedd", "Rhagfyr"', '"Tachwedd"', "months", "exactly twelve"),
    Broken("a Welsh letter with a name that is none", LCY, "{{ enquiries.telephone }}", "{{ enquiries.phone }}", "enquiries.phone", "enquiries.phone"),
)  # fmt: skip


TOGETHER = frozenset({
    "a misspelt key", "a sentence with an unknown filter", "a tone that is none",
    "a suggestion that can't be read", "a language that is no tag", "a day in quotation marks", "an address that is none",
    "an image that is not there", "a code that is there twice", "a cell too many", "a letter with a name that is none",
    "Welsh with eleven months", "a letter without findings",
})  # fmt: skip


@pytest.fixture
def case(root: Path, tmp_path: Path) -> Path:
    return shutil.copytree(root / "resources/samples/boundaries/case", tmp_path / "case")


Check = Callable[[Path], CaseCheck]


def edit(folder: Path, broken: Broken) -> None:
    text = (folder / broken.file).read_text("utf-8")
    assert text.count(broken.old) >= 1, broken.name
    (folder / broken.file).write_text(text.replace(broken.old, broken.new, 1), "utf-8")


def place(folder: Path, broken: Broken) -> str:
    """Where the fault is to be told: by the edited file itself."""
    file, bar, at = broken.at.rpartition("|")
    file = file if bar else broken.file
    if not at:
        return file
    text = (folder / file).read_text("utf-8")
    start = text.index(at)
    return f"{file}:{text.count(chr(10), 0, start) + 1}:{start - (text.rfind(chr(10), 0, start) + 1) + 1}"


def lines(check: CaseCheck) -> Sequence[str]:
    return [fault_line(fault) for fault in check.faults]


def test_a_good_folder_has_no_fault(case: Path) -> None:
    check = check_case_folder(case)
    assert (lines(check), check.doubts, check.unaddressed) == ([], (), "")


@pytest.mark.thorough
@pytest.mark.parametrize("broken", BROKEN, ids=[broken.name for broken in BROKEN])
def test_a_fault_is_named_with_its_place_and_alone(case: Path, broken: Broken) -> None:
    edit(case, broken)

    check = check_case_folder(case)

    told = lines(check)
    assert any(broken.told in line for line in told), told
    assert len(told) == 1, told
    if broken.at:
        assert told[0].startswith(f"{place(case, broken)}: "), told
    assert check.faults[0].remedy or ". " in check.faults[0].problem, "it says what to do"


@pytest.mark.parametrize("none", ['[""]', "[]", '["", " "]'])
def test_words_to_search_for_that_nobody_filled_in_are_no_fault(case: Path, none: str) -> None:
    text = (case / F).read_text("utf-8")
    old = '["supervisors", "training", "early signs", "briefing"]'
    (case / F).write_text(text.replace(old, none), "utf-8")
    assert lines(check_case_folder(case)) == []

    (case / F).write_text(text.replace(old, '["", "training", " "]'), "utf-8")
    assert [each.search for each in load_case(case).framework.criteria if "training" in each.search] == [
        ("training",)
    ]


def test_every_fault_is_told_at_once(case: Path) -> None:
    several = [BROKEN[at] for at in range(len(BROKEN)) if BROKEN[at].name in TOGETHER]
    assert len(several) == len(TOGETHER)
    for broken in several:
        edit(case, broken)
    told = lines(check_case_folder(case))
    for broken in several:
        assert sum(broken.told in line for line in told) == 1, (broken.name, told)
    assert len(told) == len(several), told


def test_what_is_fit_to_be_seen_is_printed_a_letter_for_each_answer(case: Path, tmp_path: Path) -> None:
    check = check_case_folder(case)
    made = write_letters(check, tmp_path / "letters")

    keys = ("in-place", "under-way", "falls-short", "out-of-date", "not-shown")
    assert [path.name for path in made] == [f"{key}{end}.pdf" for end in ("", ".cy") for key in keys]
    assert all(path.read_bytes().startswith(b"%PDF-") for path in made)
    assert write_letters(check_case_folder(case), tmp_path / "letters") == made, (
        "the same letters are left as they are"
    )


def test_letters_are_printed_of_a_folder_that_is_not_filled_in(tmp_path: Path, root: Path) -> None:
    home = Home(tmp_path / "config", root / "resources", tmp_path / "data")
    new_case_folder(tmp_path / "case", home)
    check = check_case_folder(tmp_path / "case")
    assert sorted(check.letters) == ["falls-short.pdf", "in-place.pdf", "not-shown.pdf", "under-way.pdf"]
    assert len(check.faults) == 15, lines(check)
    assert all(fault.line for fault in check.faults if fault.file != B)


def test_no_letter_takes_the_place_of_another_file(case: Path, tmp_path: Path) -> None:
    (tmp_path / "not-shown.cy.pdf").write_bytes(b"somebody's")
    check = check_case_folder(case)
    with pytest.raises(TakenError, match="is there already"):
        write_letters(check, tmp_path)
    assert not (tmp_path / "in-place.pdf").exists()
    write_letters(check, tmp_path, replace=True)
    assert (tmp_path / "not-shown.cy.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (F, "missing in"),
        (INSP, "missing in"),
        (L, "missing in"),
        (LCY, "missing in"),
        (FCY, "missing in"),
    ],
)
def test_a_file_that_is_not_there_is_named(case: Path, file: str, told: str) -> None:
    (case / file).unlink()
    (line,) = lines(check_case_folder(case))
    assert line.startswith(f"{file}: {told}")


def test_what_else_is_wrong_is_told_beside_a_file_that_is_no_text(case: Path) -> None:
    (case / L).write_bytes(b"---\nsubject: \xff\n---\n")
    edit(case, next(broken for broken in BROKEN if broken.name == "a tone that is none"))
    edit(case, next(broken for broken in BROKEN if broken.name == "a code with a space"))
    told = lines(check_case_folder(case))
    assert [line.partition(": ")[0] for line in told] == [f"{F}:18:1", f"{B}:3:1", f"{L}:2:1"], told


def test_a_file_that_nothing_would_read_is_named(case: Path) -> None:
    (case / "letter.welsh.md").write_text("Annwyl")
    (line,) = lines(check_case_folder(case))
    assert line.startswith("letter.welsh.md: nothing reads a file of this name")


def test_a_folder_that_is_not_there_is_no_case(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="is not there"):
        check_case_folder(tmp_path / "nowhere")


def test_checking_writes_nothing(case: Path) -> None:
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in case.iterdir()}
    check_case_folder(case)
    assert {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in case.iterdir()} == before
