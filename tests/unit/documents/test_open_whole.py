"""What a person sees in an OpenDocument file is in its text: controls, charts, formulas, drawings, what lies inside."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reviewer.documents.reader import Reading
from reviewer.model import NoteCode, Reason
from tests.unit.documents.office_files import odf_content, opendocument

Read = Callable[..., Reading]

CONTROLS = """<office:forms><form:form>
<form:text form:id="c1" form:value="first" form:current-value="Ann Blake"/><form:textarea form:id="c2"><text:p>one</text:p><text:p>two</text:p></form:textarea>
<form:checkbox form:id="c3" form:label="Vetted" form:current-state="checked"/><form:checkbox form:id="c4" form:label="Trained" form:state="unchecked"/>
<form:radio form:id="c5" form:label="Yes" form:current-selected="true"/><form:listbox form:id="c6" form:dropdown="true"><form:option form:label="red"/>
<form:option form:label="green" form:current-selected="true"/></form:listbox><form:listbox form:id="c7"><form:option form:label="a" form:selected="true"/>
<form:option form:label="b"/></form:listbox><form:combobox form:id="c8" form:dropdown="true" form:current-value="typed"><form:item form:label="other"/></form:combobox>
<form:fixed-text form:id="c9" form:label="Force"/><form:password form:id="c10" form:value="secret"/></form:form></office:forms>"""
SHOWN = ("Ann Blake", "one\ntwo", "☒ Vetted", "☐ Trained", "☒ Yes", "green", "☒ a, ☐ b", "typed", "Force", "")


@pytest.mark.parametrize("number", range(1, 11))
def test_a_control_shows_what_is_in_it(read: Read, number: int) -> None:
    body = f'{CONTROLS}<text:p>Before<draw:control draw:control="c{number}" text:anchor-type="paragraph"/></text:p><text:p>After</text:p>'
    text = read(opendocument(body), "a.odt").text
    expected = "\n".join(filter(None, ("Before", SHOWN[number - 1], "After")))
    assert [part.text for part in text.parts] == [expected]


def test_a_control_in_a_line_stands_in_it(read: Read) -> None:
    body = f'{CONTROLS}<text:p>Name<draw:control draw:control="c1" text:anchor-type="as-char"/>here</text:p>'
    assert read(opendocument(body), "a.odt").text.parts[0].text == "Name Ann Blake here"


FIELD = '<field:fieldmark field:type="vnd.oasis.opendocument.field.{}">{}</field:fieldmark>'


def test_fields_that_came_from_word_show_their_boxes(read: Read) -> None:
    ticked = '<field:param field:name="Checkbox_Checked" field:value="true"/>'
    listed = (
        '<field:param field:name="Dropdown_Selected" field:value="1"/><field:param field:name="Dropdown_ListEntry" field:value="a"/>'
        '<field:param field:name="Dropdown_ListEntry" field:value="b"/>'
    )
    body = f"<text:p>{FIELD.format('FORMCHECKBOX', ticked)} Yes {FIELD.format('FORMCHECKBOX', '')} No {FIELD.format('FORMDROPDOWN', listed)}</text:p>"
    assert read(opendocument(body), "a.odt").text.parts[0].text == "☒ Yes ☐ No b"


CHART = odf_content(
    "<office:chart><chart:chart><chart:title><text:p>Officers vetted</text:p></chart:title><chart:plot-area><chart:axis>"
    "<chart:title><text:p>Year</text:p></chart:title></chart:axis></chart:plot-area><table:table><table:table-row>"
    '<table:table-cell office:value-type="string"><text:p>2016</text:p></table:table-cell>'
    '<table:table-cell office:value-type="float"><text:p>72.5</text:p></table:table-cell></table:table-row></table:table>'
    "</chart:chart></office:chart>",
    '<style:style style:name="s"><style:chart-properties chart:data-label-number="value"/></style:style>',
)
FORMULA = (
    '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>'
    '<annotation encoding="StarMath 5.0">{a+b} over 2</annotation></semantics></math>'
)
OBJECT = '<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>'
FILES = {"Object 1/content.xml": CHART}


def test_a_chart_is_read_beside_a_text_and_on_its_slide(read: Read) -> None:
    text = read(opendocument(f"<text:p>See{OBJECT}</text:p>", files=FILES), "a.odt").text
    said = "Officers vetted\nYear\n2016\n72.5"
    assert [(part.label, part.text) for part in text.parts] == [
        ("beginning", "See"),
        ("charts and diagrams", said),
    ]
    assert text.also == ()
    show = read(opendocument(f"<draw:page>{OBJECT}</draw:page>", "presentation", files=FILES), "a.odp").text
    assert [part.text for part in show.parts] == [said]


def test_a_formula_stands_in_its_line(read: Read) -> None:
    made = opendocument(f"<text:p>so {OBJECT} it is</text:p>", files={"Object 1/content.xml": FORMULA})
    assert read(made, "a.odt").text.parts[0].text == "so (a+b)/2 it is"


def test_a_document_inside_is_one_of_its_own(read: Read) -> None:
    inside = odf_content("<office:text><text:p>Inside</text:p></office:text>")
    reading = read(
        opendocument(f"<text:p>See{OBJECT}</text:p>", files={"Object 1/content.xml": inside}), "a.odt"
    )
    (member,) = reading.members
    assert member.path is not None
    assert member.name == "Object 1.odt"
    assert read(member.path.read_bytes(), member.name).text.parts[0].text == "Inside"
    member.path.unlink()
    assert [note.code for note in reading.text.also] == [NoteCode.FILES]


def test_an_object_that_nothing_shows_is_told(read: Read) -> None:
    text = read(opendocument("<text:p>Words</text:p>", files=FILES), "a.odt").text
    assert [(note.code, note.value("names")) for note in text.also] == [(NoteCode.OBJECTS, ("Object 1",))]


def test_drawings_readings_and_descriptions(read: Read) -> None:
    body = (
        "<text:p>Some<draw:rect><text:p>drawn</text:p></draw:rect> words</text:p>"
        "<text:p><text:ruby><text:ruby-base>東</text:ruby-base><text:ruby-text>とう</text:ruby-text></text:ruby>"
        "<text:ruby><text:ruby-base>京</text:ruby-base><text:ruby-text>きょう</text:ruby-text></text:ruby></text:p>"
        "<text:p><draw:frame><draw:image/><svg:title>Crest</svg:title><svg:desc>A lion</svg:desc></draw:frame></text:p>"
    )
    assert [(part.label, part.text) for part in read(opendocument(body), "a.odt").text.parts] == [
        ("beginning", "Some words\ndrawn\n東京"),
        ("readings over words", "東京: とうきょう"),
        ("alternative text", "Crest: A lion"),
    ]


def test_a_box_in_a_symbol_font_is_one(read: Read) -> None:
    styles = (
        '<office:font-face-decls><style:font-face style:name="W" svg:font-family="Wingdings"/></office:font-face-decls>'
        '<office:automatic-styles><style:style style:name="T1"><style:text-properties style:font-name="W"/></style:style></office:automatic-styles>'
    )
    body = '<text:p><text:span text:style-name="T1">\uf0fe</text:span> vetted</text:p>'
    assert read(opendocument(body, styles=styles), "a.odt").text.parts[0].text == "☒ vetted"


def test_an_indented_file_is_read_as_one_that_is_not(read: Read) -> None:
    body = "\n <text:list>\n  <text:list-item>\n   <text:p>One</text:p>\n   <text:list>\n    <text:list-item>\n     <text:p>Two</text:p>\n    </text:list-item>\n   </text:list>\n  </text:list-item>\n </text:list>\n"
    assert read(opendocument(body), "a.odt").text.parts[0].text == "One\nTwo"


def test_what_is_nested_without_end_is_told(read: Read) -> None:
    body = "<text:p>Top</text:p>" + "<text:section>" * 400 + "<text:p>deep</text:p>" + "</text:section>" * 400
    text = read(opendocument(body), "a.odt").text
    assert text.parts[0].text == "Top"
    assert [note.code for note in text.also] == [NoteCode.NESTED_TOO_DEEP]


def test_broken_content_says_what_is_missing(read: Read) -> None:
    text = read(opendocument("<text:p>Words</text:p><text:p>more</text:x>"), "a.odt").text
    assert text.parts[0].text.startswith("Words")
    assert text.problem is not None
    assert text.problem.reason is Reason.OFFICE_CUT_OFF


def test_a_formula_without_end_ends(read: Read) -> None:
    deep = (
        '<math xmlns="http://www.w3.org/1998/Math/MathML">'
        + "<msqrt>" * 1500
        + "<mi>x</mi>"
        + "</msqrt>" * 1500
        + "</math>"
    )
    text = read(
        opendocument(f"<text:p>so {OBJECT}</text:p>", files={"Object 1/content.xml": deep}), "a.odt"
    ).text
    assert text.problem is None
    assert "…" in text.parts[0].text
