"""Numbers of lists and headings stand in the text of OpenDocument files, as the page shows them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from reviewer.documents.reader import Reading

Read = Callable[..., Reading]
SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (("office", "office"), ("text", "text"), ("style", "style"))
)
LEVEL = "text:list-level-style-number"


def written(body: str, automatic: str = "", styles: str = "") -> bytes:
    made = io.BytesIO()
    head = f'<office:document-content {SPACES} xmlns:xml="http://www.w3.org/XML/1998/namespace">'
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"{head}<office:automatic-styles>{automatic}</office:automatic-styles><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
        )
        archive.writestr("styles.xml", f"<office:document-styles {SPACES}>{styles}</office:document-styles>")
    return made.getvalue()


def style(name: str, *levels: str) -> str:
    return f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'


def level(number: int, more: str) -> str:
    return f'<{LEVEL} text:level="{number}" {more}/>'


def items(*texts: str) -> str:
    return "".join(f"<text:list-item>{text}</text:list-item>" for text in texts)


def p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def lines(reading: Reading) -> list[str]:
    return [line for part in reading.text.parts for line in part.text.splitlines()]


LIST = style(
    "L",
    level(1, 'style:num-format="1" style:num-suffix="."'),
    level(2, 'style:num-format="1" text:display-levels="2"'),
    level(3, 'style:num-format="a" style:num-prefix="(" style:num-suffix=")"'),
)


def test_items_carry_their_numbers_through_levels_and_breaks(read: Read) -> None:
    deep = f"<text:list>{items(p('of all ranks'), p('and grades'))}</text:list>"
    inner = f"<text:list>{items(p('Officers'), p('Staff') + deep)}</text:list>"
    body = (
        f'<text:list text:style-name="L">{items(p("Purpose"), p("Scope") + p("goes on") + inner)}</text:list>{p("Between.")}'
        f'<text:list text:style-name="L" text:continue-numbering="true">{items(p("Duties"))}</text:list>'
        f'<text:list text:style-name="L">{items(p("Anew"))}</text:list>'
        f'<text:list text:style-name="L"><text:list-item text:start-value="7">{p("From seven")}</text:list-item></text:list>'
        f'<text:list text:style-name="Bullets">{items(p("A point"))}</text:list>'
    )
    assert lines(read(written(body, LIST), "a.odt")) == [
        "1. Purpose", "2. Scope", "goes on", "2.1 Officers", "2.2 Staff", "(a) of all ranks", "(b) and grades", "Between.",
        "3. Duties", "1. Anew", "7. From seven", "A point",
    ]  # fmt: skip


def test_headings_are_numbered_by_the_outline_and_label_their_part(read: Read) -> None:
    outline = (
        '<office:styles><text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="1"/>'
        '<text:outline-level-style text:level="2" style:num-format="1" loext:num-list-format="%1%.%2%)" '
        'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"/></text:outline-style></office:styles>'
    )
    body = (
        f'<text:h text:outline-level="1">Vetting</text:h>{p("Words.")}<text:h text:outline-level="2">Checks</text:h>'
        '<text:h text:outline-level="1" text:is-list-header="true">Not counted</text:h><text:h text:outline-level="1">Review</text:h>'
    )
    text = read(written(body, styles=outline), "a.odt").text
    assert [part.label for part in text.parts] == ["1 Vetting", "1.1) Checks", "Not counted", "2 Review"]


def test_lists_within_lists_without_end_cost_no_text(read: Read) -> None:
    deep = p("at last")
    for _each in range(80):
        deep = f"<text:list>{items(deep)}</text:list>"
    assert lines(read(written(p("First.") + deep, LIST), "a.odt")) == ["First.", "at last"]
