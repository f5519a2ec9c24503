"""The words for the fields of a case folder: what each is called, and what it is for."""

from __future__ import annotations

from datetime import date

from reviewer.desk.case_fields import (
    ALL_MET,
    ALWAYS,
    ANY_GAP,
    ANY_UNKNOWN,
    FRAMEWORK,
    HALF_UNKNOWN,
    INSPECTION,
    LETTER,
    CaseField,
    Path,
    Rows,
)
from reviewer.desk.case_languages import language_of
from reviewer.desk.words.days import read_day, short_date_words
from reviewer.desk.words.language import say
from reviewer.desk.words.language_names import language_name, named_in


def _of_inspection(name: Path) -> tuple[str, str]:
    known: dict[Path, tuple[str, str]] = {
        ("title",): (
            say("Name of the inspection"),
            say(
                "As colleagues and the overview call it, such as: Preventing misuse of position: forces’ evidence, 2025"
            ),
        ),
        ("requested_on",): (say("Documents asked for on"), say("A day, such as 3 February 2025")),
        ("submissions_due",): (say("To be sent by"), say("What comes after this day is marked late")),
        ("review_period",): (say("Read in"), say("In words, as the letter says it, such as: March 2025")),
        ("letters_dated",): (say("Date of the letters"), say("The day that stands on every letter")),
        ("body_noun",): (
            say("What the inspected are called"),
            say("Two lines: one of them, then several, such as force and forces"),
        ),
        ("cause_of_concern",): (
            say("Cause of concern (optional)"),
            say("Why this is inspected; the overview begins with it"),
        ),
        ("previous_year",): (say("Year of the inspection before (optional)"), say("Such as 2024")),
        ("marking",): (say("Protective marking (optional)"), say("Printed on every page, such as OFFICIAL")),
        ("key",): (
            say("Reference"),
            say(
                "Small letters, digits and hyphens; only the program sees it, and it stays once casebooks are made"
            ),
        ),
        ("letter", "delivery"): (
            say("How it is sent (optional)"),
            say("Printed above the address, such as: By e-mail"),
        ),
        ("letter", "addressee"): (
            say("Addressed to"),
            say(
                "A line each; {{ body.chief }} prints what stands in the column chief. A line that comes out empty is left out"
            ),
        ),
        ("letter", "copied_to"): (say("Copied to (optional)"), say("A line each, as in the address")),
    }
    return known.get(name) or _of_people(name)


def _of_people(name: Path) -> tuple[str, str]:
    """Return the words for who sends, who signs, and whom to ask."""
    known: dict[Path, tuple[str, str]] = {
        ("sender", "organisation"): (say("Organisation that sends the letters"), ""),
        ("sender", "strapline"): (say("Line beneath its name (optional)"), ""),
        ("sender", "address"): (say("Its address (optional)"), say("A line each")),
        ("sender", "telephone"): (say("Its telephone (optional)"), ""),
        ("sender", "logo", "file"): (
            say("Its logo (optional)"),
            say(
                "A PNG or JPEG file, at most 5 MB; it is copied into the case folder, and stands above the sender"
            ),
        ),
        ("sender", "logo", "alternative_text"): (
            say("What the logo shows (only with a logo)"),
            say("Read aloud in its place, such as: Crest of the Office for Play"),
        ),
        ("signatory", "name"): (
            say("Who signs"),
            say("The name must be the one in the certificate that the letters are signed with"),
        ),
        ("signatory", "titles"): (say("Their titles (optional)"), say("A line each, printed under the name")),
        ("enquiries", "name"): (
            say("Whom to ask about a letter"),
            say("A person or a desk, such as: the review desk"),
        ),
        ("enquiries", "email"): (say("E-mail address for questions"), ""),
        ("enquiries", "telephone"): (say("Telephone for questions (optional)"), ""),
    }
    return known[name]


def _of_framework(name: Path) -> tuple[str, str]:
    known: dict[Path, tuple[str, str]] = {
        ("title",): (
            say("What is inspected"),
            say("As a letter calls it, such as: Preventing misuse of position"),
        ),
        ("finding", "label"): (
            say("What the answer is called"),
            say("Short, as it stands on the screen: In place"),
        ),
        ("finding", "tone"): (say("How it looks on the screen"), say("Its shape and colour; never printed")),
        ("finding", "sentence"): (
            say("Its sentence in the letter"),
            say(
                "{{ phrases | all_of }} becomes the phrases of all questions with this answer, joined by “and”; any_of joins by “or”"
            ),
        ),
        ("finding", "absence"): (
            say("It says that nothing was found"),
            say("Such an answer needs a record of where you looked"),
        ),
        ("criterion", "title"): (say("What the question is called"), say("Short, such as: A clear policy")),
        ("criterion", "question"): (say("The question"), say("What you ask yourself as you read")),
        ("criterion", "guidance"): (say("What to look for (optional)"), say("Shown beside the question")),
        ("criterion", "search"): (
            say("Words to search for (optional)"),
            say("A line each; a search for its absence looks for these"),
        ),
        ("criterion", "findings"): (say("Answers that it can have"), ""),
        ("category", "label"): (say("What the grade is called"), say("Short, such as: All in place")),
        ("category", "suggest"): (
            say("When it is suggested (optional)"),
            say(
                "Once all questions are answered, the first grade from the top whose condition holds is suggested; one can choose another"
            ),
        ),
    }
    return known[name]


def field_words(field: CaseField, answer: str = "") -> tuple[str, str]:
    """Return what a field is called, and what it is for ("" where that says it all).

    ``answer`` is what the answer is called in whose sentence a phrase stands.
    """
    name = field.name
    if field.beside is not None:
        return _in_language(field, field_words(field.beside, answer)[0]), ""
    if language_of(field.file):
        return _of_language(name)
    if name[:2] == ("criterion", "phrase"):
        if name[2:] == ("default",):
            within = say("Within a sentence: no capital at its beginning, no full stop")
            return say("What it is called in a sentence"), within
        return say("In the sentence of “{answer}” (optional)", answer=answer or name[-1]), say(
            "Where another phrase reads better there"
        )
    if field.file == LETTER:
        return _of_letter(str(name[0]))
    return _of_inspection(name) if field.file == INSPECTION else _of_framework(name)


def _in_language(field: CaseField, name: str) -> str:
    """Return what a field of a further language is called; ``name`` is that of the first language's."""
    language = language_of(field.file)
    if field.needed or (field.beside is not None and not field.beside.needed):
        return named_in(name, language)  # the name says already whether it is optional
    return say("{field}, in {language} (optional)", field=name, language=language_name(language))


def _of_language(name: Path) -> tuple[str, str]:
    """Return the words for what the program says by itself in the first language."""
    known: dict[Path, tuple[str, str]] = {
        ("words", "all"): (say("The word for “and”"), say("It joins the last two of several phrases")),
        ("words", "any"): (say("The word for “or”"), say("It joins them where nothing was found about any")),
        ("copied_to",): (say("“Copied to”"), say("Printed above who gets a copy")),
        ("months",): (
            say("The twelve months"),
            say("A line each, January first, as they stand in a date: 16 May"),
        ),
        ("columns",): (
            say("Beginning of its columns (optional)"),
            say("What columns of the table begin with that hold the same in this language, such as welsh_"),
        ),
    }
    return known[name]


def _of_letter(name: str) -> tuple[str, str]:
    return {
        "subject": (say("Subject"), say("What stands in double braces is filled in anew for each letter")),
        "salutation": (say("Greeting"), say("Such as: Dear {{ body.chief }}")),
        "closing": (say("Closing"), say("Such as: Yours sincerely")),
        "text": (
            say("Text of the letter"),
            say(
                "An empty line begins a paragraph; {{ findings }} is where the answers go, once. What stands between {# and #} is not printed"
            ),
        ),
    }[name]


def choice_words(field: CaseField, choice: str) -> str:
    """Return one of the choices of a field as one chooses it; an expression that only the file has as it stands there."""
    if field.name != ("category", "suggest"):
        return _tone_words(choice)
    known = {
        ALL_MET: say("When every answer is met"),
        ANY_GAP: say("When any answer is a gap"),
        ANY_UNKNOWN: say("When any answer is not known"),
        HALF_UNKNOWN: say("When at least half of the answers are not known"),
        ALWAYS: say("When no grade above it is"),
        "": say("Never: it is chosen by hand"),
    }
    return known.get(choice) or say("As the file says: {expression}", expression=choice)


def _tone_words(tone: str) -> str:
    known = {
        "met": say("Met"), "part": say("Met in part"), "gap": say("A gap"), "unknown": say("Not known"),
    }  # fmt: skip
    return known.get(tone, tone)


def row_words(rows: Rows, number: int) -> str:
    """Return which of the questions, answers or grades a row is, counted from 1."""
    match rows:
        case Rows.CRITERIA:
            return say("Question {number}", number=number)
        case Rows.FINDINGS:
            return say("Answer {number}", number=number)
        case Rows.CATEGORIES:
            return say("Grade {number}", number=number)


def shown_day(said: str) -> str:
    """Return a day as it is shown in its field: "3 Feb 2025" for 2025-02-03; anything else as it is."""
    try:
        return short_date_words(date.fromisoformat(said))
    except ValueError:
        return said


def typed_day(words: str) -> str:
    """Return what was typed for a day as the files say it: 2025-02-03; anything else as it is."""
    day = read_day(words)
    return words if day is None else day.isoformat()


def file_words(file: str, bodies: str) -> str:
    """Return what a file of a case folder holds; ``bodies`` is what the case calls those inspected."""
    known = {
        FRAMEWORK: say("the questions and answers"), INSPECTION: say("the dates and names"), LETTER: say("the letter"),
    }  # fmt: skip
    if language := language_of(file):
        return say("the words in {language}", language=language_name(language))
    return known.get(file, say("the {bodies}", bodies=bodies))
