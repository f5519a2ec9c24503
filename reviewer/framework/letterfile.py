"""``letter.md`` and ``chaser.txt``: YAML front matter between two lines of three hyphens, then the text."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.errors import CaseError, Phrase
from reviewer.framework.characters import check_characters
from reviewer.framework.faults import complain, complaints_of, raise_first
from reviewer.model import Template

FENCE = "---"


def read_template(file: str, text: str) -> Template:
    """Return the letter's template; raises CaseError naming the line or key."""
    template, errors = scan_template(file, text)
    raise_first(errors)
    assert template is not None  # noqa: S101 - there is one where nothing is wrong
    return template


def scan_template(file: str, text: str) -> tuple[Template | None, tuple[CaseError, ...]]:
    """Return the letter's template, and all that is wrong with it: None where there is no telling what it is.

    The template's text begins with as many line breaks as the front matter had lines: Markdown
    ignores them, and a later error in the template then names the line of the file.
    """
    lines = text.split("\n")
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    if lines[0].rstrip() != FENCE or end is None:
        problem = (
            "expected front matter: a line of three hyphens, then the subject"
            if lines[0].rstrip() != FENCE
            else "the front matter does not end; expected a second line of three hyphens"
        )
        return None, (complain(file, Phrase("line {number}", number=1), problem),)
    body = "\n".join(lines[end + 1 :])
    errors = [*_body_faults(file, end, body)]
    matter, wrong = _front_matter(file, "\n".join(["", *lines[1:end]]))
    errors += wrong
    return Template(text="\n" * (end + 1) + body, **matter) if matter else None, tuple(errors)


def _body_faults(file: str, end: int, body: str) -> Iterator[CaseError]:
    if not body.strip():
        problem = "there is no text; expected it under the front matter"
        yield complain(file, Phrase("line {number}", number=end + 1), problem)
    for number, line in enumerate(body.split("\n"), end + 2):
        try:
            check_characters(line)
        except ValueError as error:
            yield complain(
                file, Phrase("line {number}", number=number), Phrase("it holds {error}", error=error.args[0])
            )


def _front_matter(file: str, text: str) -> tuple[dict[str, str], tuple[CaseError, ...]]:
    """Return the values of the front matter, {} where not all are there, and what is wrong with them."""
    import yaml
    from pydantic import ValidationError

    from reviewer.framework.case_schema import LetterFrontMatter

    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        return {}, (_bad_yaml(file, error),)
    if not isinstance(data, dict):
        problem = "expected subject, salutation and closing, each with its text"
        return {}, (complain(file, Phrase("front matter"), problem),)
    try:
        return LetterFrontMatter.model_validate(data).model_dump(), ()
    except ValidationError as error:
        return {}, tuple(complaints_of(file, data, LetterFrontMatter, error))


def _bad_yaml(file: str, error: Exception) -> CaseError:
    mark = getattr(error, "problem_mark", None)
    place = Phrase("line {number}", number=mark.line + 1) if mark is not None else Phrase("front matter")
    problem = getattr(error, "problem", None)
    return complain(
        file,
        place,
        Phrase("not YAML: “{problem}”", problem=problem) if problem else Phrase("not YAML"),
        "Put the text of each key in quotation marks.",
    )
