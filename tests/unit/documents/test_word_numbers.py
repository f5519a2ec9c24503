"""Paragraph numbers that Word counts by itself stand in the text, since policies are cited by them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.documents.formats.word_numbers import shown
from reviewer.documents.reader import Reading
from tests.unit.documents.test_beside_the_text import W, run, word

Read = Callable[..., Reading]


def level(number: int, figures: str, words: str, style: str = "", more: str = "") -> str:
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{figures}"/>{styled}{more}'
        f'<w:lvlText w:val="{words}"/></w:lvl>'
    )


def numbering(*definitions: str, nums: str) -> str:
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{one}</w:abstractNum>' for n, one in enumerate(definitions)
    )
    return f'<w:numbering xmlns:w="{W}">{abstract}{nums}</w:numbering>'


def num(number: int, definition: int, more: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{more}</w:num>'


def item(text: str, number: int, at: int = 0, style: str = "") -> str:
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    counted = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>' if number >= 0 else ""
    return f"<w:p><w:pPr>{styled}{counted}</w:pPr>{run(text)}</w:p>"


def lines(reading: Reading) -> list[str]:
    return [line for part in reading.text.parts for line in part.text.splitlines()]


def test_a_policy_s_numbered_paragraphs_carry_their_numbers(read: Read) -> None:
    deep = (
        level(0, "decimal", "%1.")
        + level(1, "decimal", "%1.%2")
        + level(2, "lowerLetter", "(%3)", "", "<w:isLgl w:val='0'/>")
    )
    body = (
        item("Purpose", 1) + item("Scope", 1) + item("Officers", 1, 1) + item("Staff", 1, 1) + item("of all ranks", 1, 2)
        + item("and grades", 1, 2) + f"<w:p>{run('Not numbered.')}</w:p>" + item("Volunteers", 1, 1) + item("Duties", 1)
        + item("First", 1, 1) + item("A point", 2)
    )  # fmt: skip
    more = {"word__numbering.xml": numbering(deep, level(0, "bullet", "•"), nums=num(1, 0) + num(2, 1))}
    assert lines(read(word(body, **more), "a.docx")) == [
        "1. Purpose", "2. Scope", "2.1 Officers", "2.2 Staff", "(a) of all ranks", "(b) and grades", "Not numbered.",
        "2.3 Volunteers", "3. Duties", "3.1 First", "A point",
    ]  # fmt: skip


def test_numbered_headings_are_found_by_their_style_and_label_their_part(read: Read) -> None:
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Quiet"><w:name w:val="quiet"/>'
        '<w:basedOn w:val="Heading1"/></w:style></w:styles>'
    )
    body = (
        item("Vetting", -1, style="Heading1")
        + f"<w:p>{run('Words.')}</w:p>"
        + item("Review", -1, style="Heading1")
    )
    off = item("Apart", 0, style="Heading1")
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>'
    )
    more = {
        "word__styles.xml": styles,
        "word___rels__document.xml.rels": relation,
        "word__numbering.xml": numbering(level(0, "upperRoman", "%1", "Heading1"), nums=num(1, 0)),
    }
    text = read(word(body + off, **more), "a.docx").text
    assert [part.label for part in text.parts] == ["I Vetting", "II Review", "Apart"]
    assert text.parts[0].text == "I Vetting\nWords."


def test_a_list_says_where_to_start_again_and_others_go_on(read: Read) -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    body = item("one", 1) + item("two", 2) + item("seven", 3) + item("eight", 3) + item("nine", 1)
    more = {
        "word__numbering.xml": numbering(
            level(0, "decimal", "%1"), nums=num(1, 0) + num(2, 0) + num(3, 0, again)
        )
    }
    assert lines(read(word(body, **more), "a.docx")) == ["1 one", "2 two", "7 seven", "8 eight", "9 nine"]


@pytest.mark.parametrize(
    ("number", "figures", "words"),
    [
        (28, "lowerLetter", "bb"), (4, "upperLetter", "D"), (1994, "lowerRoman", "mcmxciv"), (9, "decimalZero", "09"),
        (112, "ordinal", "112th"), (22, "ordinal", "22nd"), (5, "cardinalText", "5"), (0, "lowerLetter", "0"), (3, "none", ""),
    ],
)  # fmt: skip
def test_figures(number: int, figures: str, words: str) -> None:
    assert shown(number, figures) == words


def test_nonsense_in_the_lists_costs_no_text(read: Read) -> None:
    broken = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="gone"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="99"/></w:num></w:numbering>'
    )
    body = item("one", 1) + item("two", 2) + item("three", 3, 77)
    assert lines(read(word(body, **{"word__numbering.xml": broken}), "a.docx")) == ["one", "two", "three"]


def test_a_real_one_is_numbered_as_word_shows_it(read: Read, shared: Path) -> None:
    data = (shared / "corpus/docx/ComplexNumberedLists.docx").read_bytes()
    assert lines(read(data, "a.docx")) == [
        "This is a document with numbered lists", "1. Entry #1", "2. Entry #2, with children", "a. 2-a", "b. 2-b", "c. 2-c",
        "3. Entry #3", "4. Entry #4", "1. Restarted to 1 from 5", "2. Restarted @ 2", "3. Restarted @ 3",
        "10. Jump to new list at 10", "11. Now 11", "Normal text here", "12. Carrying on @ 12", "13. Carrying on @ 13", "All done!",
    ]  # fmt: skip
