"""OpenDocument texts, workbooks and shows.

No witness is asked of what a print has not: comments, notes, messages at a chosen cell, alternative texts.
"""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image

from reviewer.model.notes import NoteCode
from tests.needles import words
from tests.needles.carriers import OBJECTS, Carrier, Where, Witness
from tests.needles.open_writing import (
    HEAD,
    KIND,
    NAMES,
    cell,
    chart,
    content,
    object_frame,
    packed,
    page_styles,
    picture_frame,
    sheets,
    show,
    table,
    text_frame,
    writing,
)
from tests.needles.pictures import EFFECTS, png, saved

_OBJECT = "Object 1"


def _in(template: str) -> Callable[[str], bytes]:
    """A text with this between its paragraphs, and the phrase for {}."""
    return lambda phrase: writing(template.replace("{}", phrase))


def _picture(
    made: Callable[[str], Image.Image], laid: Callable[[str, dict[str, str | bytes]], bytes]
) -> Callable[[str], bytes]:
    def make(phrase: str) -> bytes:
        image = made(phrase)
        dpi = 100 if image.height < 150 else 200
        across, down = image.width * 2.54 / dpi, image.height * 2.54 / dpi
        return laid(picture_frame((across, down)), {"Pictures/needle.png": saved(image, dpi=dpi)})

    return make


def _written(frame: str, files: dict[str, str | bytes]) -> bytes:
    return writing(f"<text:p>{frame}</text:p>", files)


def _on_sheet(frame: str, files: dict[str, str | bytes]) -> bytes:
    return sheets(table("", shapes=frame.replace(' text:anchor-type="as-char"', "")), files)


def _on_slide(frame: str, files: dict[str, str | bytes]) -> bytes:
    return show(frame.replace(' text:anchor-type="as-char"', ""), files)


def _chart(laid: Callable[[str, dict[str, str | bytes]], bytes]) -> Callable[[str], bytes]:
    return lambda phrase: laid(
        object_frame(_OBJECT), {f"{_OBJECT}/": "chart", f"{_OBJECT}/content.xml": chart(phrase)}
    )


def text_inside(phrase: str) -> bytes:
    """A workbook that lies in the text and is seen in it, by the picture that is kept beside it."""
    picture = f"ObjectReplacements/{_OBJECT}"
    inner = content("spreadsheet", table(cell(f"<text:p>{phrase}</text:p>")))
    files: dict[str, str | bytes] = {
        f"{_OBJECT}/": "spreadsheet",
        f"{_OBJECT}/content.xml": inner,
        picture: png(phrase),
    }
    return writing(f"<text:p>{object_frame(_OBJECT, picture=picture)}</text:p>", files)


def _described(element: str) -> Callable[[str], bytes]:
    """What a picture says to those who can't see it."""

    def make(phrase: str) -> bytes:
        blank = saved(Image.new("L", (400, 60), 128))
        frame = picture_frame((5, 1), f"<svg:{element}>{phrase}</svg:{element}>")
        return writing(f"<text:p>{frame}</text:p>", {"Pictures/needle.png": blank})

    return make


def form_field(phrase: str) -> bytes:
    """A field of a form with what was typed into it."""
    form = (
        '<office:forms><form:form form:name="F" form:control-implementation="ooo:com.sun.star.form.component.Form"><form:text xml:id="c1" form:id="c1" form:name="who" form:control-implementation='
        f'"ooo:com.sun.star.form.component.TextField" form:value="{phrase}" form:current-value="{phrase}"/></form:form></office:forms>'
    )
    drawn = '<text:p><draw:control text:anchor-type="as-char" svg:width="12cm" svg:height="1cm" draw:control="c1"/></text:p>'
    return packed("text", content("text", f"{form}<text:p>Who:</text:p>{drawn}"))


def indented(phrase: str) -> bytes:
    """A content.xml with line breaks and spaces between its elements, as version control likes it."""
    text = content("spreadsheet", table(cell(f"<text:p>{phrase}</text:p>"))).replace("><", ">\n  <")
    return packed("spreadsheet", text.replace("\n  <text:p>", "<text:p>"))


def indented_text(phrase: str) -> bytes:
    return packed("text", content("text", f"<text:p>{phrase}</text:p>").replace("><office", ">\n  <office"))


def flat(phrase: str) -> bytes:
    """The whole document in one file of XML."""
    return (
        f'{HEAD}<office:document {NAMES} office:version="1.3" office:mimetype="{KIND}text"><office:body><office:text>'
        f"<text:p>{phrase}</text:p></office:text></office:body></office:document>"
    ).encode()


def shown_percentage(phrase: str) -> bytes:
    """A cell whose shown text is what the format makes of the number."""
    whole, part = phrase.removesuffix("%").split(".")
    value = (
        f'office:value-type="percentage" office:value="{whole[:-2]}.{whole[-2:]}{part}" table:style-name="p"'
    )
    style = (
        '<number:percentage-style style:name="N1"><number:number number:decimal-places="2" number:min-decimal-places="2" '
        'number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>'
        '<style:style style:name="p" style:family="table-cell" style:data-style-name="N1"/>'
    )
    return sheets(table(cell(f"<text:p>{phrase}</text:p>", value)), styles=style)


def shape_on_a_sheet(phrase: str) -> bytes:
    return sheets(table("", shapes=text_frame(phrase)))


def message(phrase: str) -> bytes:
    """What is said when the cell is chosen."""
    validation = (
        '<table:content-validations><table:content-validation table:name="v" table:condition="cell-content-is-whole-number()">'
        f'<table:help-message table:title="Note" table:display="true"><text:p>{phrase}</text:p></table:help-message>'
        "</table:content-validation></table:content-validations>"
    )
    return sheets(validation + table(cell("", 'table:content-validation-name="v"')))


def note(phrase: str) -> bytes:
    return sheets(
        table(cell(f"<office:annotation><text:p>{phrase}</text:p></office:annotation><text:p>x</text:p>"))
    )


def _header(phrase: str, page: str = "Standard") -> dict[str, str | bytes]:
    return {"styles.xml": page_styles(f"<text:p>{phrase}</text:p>", name=page)}


def footer_of_slides(phrase: str) -> bytes:
    """A footer that the slide says and its master shows."""
    declared = f'<presentation:footer-decl presentation:name="f">{phrase}</presentation:footer-decl>'
    field = text_frame("<presentation:footer/>", 19, ' presentation:class="footer"')
    made = show("", master=field)
    return _with_footer(made, declared)


def _with_footer(data: bytes, declared: str) -> bytes:
    import io
    import zipfile

    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "content.xml":
                part = part.replace(
                    b"<draw:page ", f'{declared}<draw:page presentation:use-footer-name="f" '.encode()
                )
            new.writestr(name, part)
    return made.getvalue()


def notes(phrase: str) -> bytes:
    return show(f"<presentation:notes>{text_frame(phrase)}</presentation:notes>")


FORMULA = "<text:p>{0}</text:p>"


def formula(phrase: str) -> bytes:
    """A formula whose words are text (MathML): LibreOffice draws them where its Math is installed."""
    inside = f'{HEAD}<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mtext>{phrase}</mtext></semantics></math>'
    return writing(
        f"<text:p>{object_frame(_OBJECT)}</text:p>",
        {f"{_OBJECT}/": "formula", f"{_OBJECT}/content.xml": inside},
    )


FOOTNOTE = '<text:p>See<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>{}</text:p></text:note-body></text:note></text:p>'
COMMENT = "<text:p>Here<office:annotation><dc:creator>Ada</dc:creator><text:p>{}</text:p></office:annotation></text:p>"
BOX = f"<text:p>{text_frame('{}', attributes=' text:anchor-type=' + chr(34) + 'as-char' + chr(34))}</text:p>"
SECTION = '<text:section text:name="one"><text:section text:name="two"><text:p>{}</text:p></text:section></text:section>'
FIELD = '<text:p><text:author-name text:fixed="true">{}</text:author-name></text:p>'
INPUT = '<text:p><text:text-input text:description="who">{}</text:text-input></text:p>'
DROP_DOWN = '<text:p><text:drop-down text:name="kind"><text:label text:value="{}" text:current-selected="true"/>{}</text:drop-down></text:p>'
RUBY = "<text:p><text:ruby><text:ruby-base>{}</text:ruby-base><text:ruby-text>above</text:ruby-text></text:ruby></text:p>"


def _carrier(
    kind: str,
    name: str,
    make: Callable[[str], bytes],
    told_by: frozenset[NoteCode] = frozenset(),
    witness: Witness = Witness.OFFICE,
) -> Carrier:
    return Carrier(f"{kind} {name}", f".{kind}", make, told_by=told_by, witness=witness)


_FEW = tuple(effect for effect in EFFECTS if effect[0] in {"black on white", "sideways", "transparent"})
CARRIERS = (
    _carrier("odt", "chart title", _chart(lambda frame, files: writing(f"<text:p>{frame}</text:p>", files)), told_by=OBJECTS),
    _carrier("odt", "workbook inside", text_inside, told_by=OBJECTS),
    _carrier("odt", "formula", formula, told_by=OBJECTS, witness=Witness.ARGUED),
    _carrier("odt", "form field", form_field),
    _carrier("odt", "indented content", indented_text),
    _carrier("odt", "header", lambda phrase: writing("", _header(phrase))),
    _carrier("odt", "footnote", _in(FOOTNOTE)),
    _carrier("odt", "comment", _in(COMMENT), witness=Witness.ARGUED),
    _carrier("odt", "text box", _in(BOX)),
    _carrier("odt", "section in a section", _in(SECTION)),
    _carrier("odt", "field", _in(FIELD)),
    _carrier("odt", "input field", _in(INPUT)),
    _carrier("odt", "drop-down field", _in(DROP_DOWN)),
    _carrier("odt", "ruby, the words below", _in(RUBY)),
    _carrier("odt", "alternative text", _described("desc"), witness=Witness.ARGUED),
    _carrier("odt", "title of a picture", _described("title"), witness=Witness.ARGUED),
    *(_carrier("odt", f"picture {name}", _picture(made, _written)) for name, made in _FEW),
    _carrier("fodt", "flat file", flat),
    _carrier("ods", "chart title", _chart(_on_sheet), told_by=OBJECTS),
    _carrier("ods", "indented content", indented),
    _carrier("ods", "shape", shape_on_a_sheet),
    _carrier("ods", "header of its pages", lambda phrase: sheets(table(""), _header(phrase, "Default"))),
    _carrier("ods", "message at a cell", message, witness=Witness.ARGUED),
    _carrier("ods", "note at a cell", note, witness=Witness.ARGUED),
    Carrier("ods percentage", ".ods", shown_percentage, draw=words.percentage, where=Where.EXACT, witness=Witness.OFFICE),
    *(_carrier("ods", f"picture {name}", _picture(made, _on_sheet)) for name, made in _FEW),
    _carrier("odp", "chart title", _chart(_on_slide), told_by=OBJECTS),
    _carrier("odp", "footer", footer_of_slides),
    _carrier("odp", "text of the master", lambda phrase: show("", master=text_frame(phrase, attributes=' draw:layer="backgroundobjects"'))),
    _carrier("odp", "notes", notes, witness=Witness.ARGUED),
    *(_carrier("odp", f"picture {name}", _picture(made, _on_slide)) for name, made in _FEW),
)  # fmt: skip
