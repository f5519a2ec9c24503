"""``letter.md`` and ``chaser.txt``: YAML front matter between two lines of three hyphens, then the text."""

from __future__ import annotations

from reviewer.errors import CaseError, Phrase
from reviewer.framework.characters import check_characters
from reviewer.framework.faults import complain, complain_of
from reviewer.model import Template

FENCE = "---"


def read_template(file: str, text: str) -> Template:
    """Return the letter's template; raises CaseError naming the line or key.

    The template's text begins with as many line breaks as the front matter had lines: Markdown
    ignores them, and a later error in the template then names the line of the file.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        raise complain(
            file,
            Phrase("line {number}", number=1),
            "expected front matter: a line of three hyphens, then the subject",
        )
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    if end is None:
        raise complain(
            file,
            Phrase("line {number}", number=1),
            "the front matter does not end; expected a second line of three hyphens",
        )
    body = "\n".join(lines[end + 1 :])
    if not body.strip():
        raise complain(
            file,
            Phrase("line {number}", number=end + 1),
            "there is no text; expected it under the front matter",
        )
    _check_body(file, end, body)
    matter = _front_matter(file, "\n".join(["", *lines[1:end]]))
    return Template(text="\n" * (end + 1) + body, **matter)


def _check_body(file: str, end: int, body: str) -> None:
    for number, line in enumerate(body.split("\n"), end + 2):
        try:
            check_characters(line)
        except ValueError as error:
            raise complain(
                file, Phrase("line {number}", number=number), Phrase("it holds {error}", error=error.args[0])
            ) from None


def _front_matter(file: str, text: str) -> dict[str, str]:
    import yaml
    from pydantic import ValidationError

    from reviewer.framework.case_schema import LetterFrontMatter

    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise _bad_yaml(file, error) from None
    if not isinstance(data, dict):
        raise complain(
            file, Phrase("front matter"), "expected subject, salutation and closing, each with its text"
        )
    try:
        table = LetterFrontMatter.model_validate(data)
    except ValidationError as error:
        raise complain_of(file, data, LetterFrontMatter, error) from None
    return table.model_dump()


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
