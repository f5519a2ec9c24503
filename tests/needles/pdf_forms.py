"""What stands on a PDF page without being its text: form fields, notes, typed-on words, each as programs save them.

Poppler draws fields and typed-on words. Notes are shown by viewers in a bubble or at the side (ISO 32000-1, 12.5.6.4,
/Contents: "text that shall be displayed for the annotation"), so that no drawn page has them.
"""

from __future__ import annotations

from collections.abc import Callable

from reviewer.model.notes import NoteCode
from tests.needles.carriers import Carrier, Witness
from tests.needles.pdf_writing import OTHER, line, one_page, stream

_RECT = "/Rect[72 500 472 530]/F 4"
_LOOK = "/DA(/Helv 12 Tf 0 g)"
TICKS = ("☒", "☑", "✓", "✔", "ticked", "checked", "selected")
"""Marks of which one must stand beside a ticked box."""


def _form(field: str, more: list[str] | None = None, *, needs: bool = True, label: str = "Name:") -> bytes:
    """A page with a label and one field; ``needs``: the viewer is asked to draw what the file doesn't."""
    form = f"/AcroForm<</Fields[6 0 R]{'/NeedAppearances true' if needs else ''}/DA(/Helv 0 Tf 0 g)/DR<</Font<</Helv 5 0 R>>>>>>"
    return one_page(line(label, y=540), [field, *(more or [])], keys="/Annots[6 0 R]", root=form)


def text_field_to_draw(phrase: str) -> bytes:
    """A value without an appearance: the file asks the viewer to draw it (ISO 32000-1, 12.7.2, NeedAppearances)."""
    return _form(f"<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V({phrase}){_LOOK}{_RECT}>>")


def text_field_bare(phrase: str) -> bytes:
    """The same without being asked: Acrobat, Chrome, Firefox and Poppler draw a value that has no appearance."""
    return _form(f"<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V({phrase}){_LOOK}{_RECT}>>", needs=False)


def text_field_of_lines(phrase: str) -> bytes:
    first, rest = phrase.split(" ", 1)
    value = f"({first} \\r{rest})"
    keys = f"/FT/Tx/Ff 4096/T(name)/V{value}{_LOOK}/Rect[72 430 472 530]/F 4"
    return _form(f"<</Type/Annot/Subtype/Widget{keys}>>")


def field_of_a_parent(phrase: str) -> bytes:
    """The value stands in a parent field, its widget only says where."""
    widget = f"<</Type/Annot/Subtype/Widget/Parent 7 0 R{_RECT}>>"
    parent = f"<</FT/Tx/T(name)/V({phrase}){_LOOK}/Kids[6 0 R]>>"
    form = "/AcroForm<</Fields[7 0 R]/NeedAppearances true/DA(/Helv 0 Tf 0 g)/DR<</Font<</Helv 5 0 R>>>>>>"
    return one_page(line("Name:", y=540), [widget, parent], keys="/Annots[6 0 R]", root=form)


def stale_appearance(phrase: str) -> bytes:
    """The appearance is of an older value, and the file asks for a new one: viewers show the new one."""
    form = "/Type/XObject/Subtype/Form/BBox[0 0 400 30]/Resources<</Font<</Helv 5 0 R>>>>"
    old = stream("/Tx BMC BT /Helv 12 Tf 2 9 Td (to be filled in) Tj ET EMC", form)
    field = f"<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V({phrase}){_LOOK}{_RECT}/AP<</N 7 0 R>>>>"
    return _form(field, [old])


def choice(phrase: str) -> bytes:
    """A choice that is shown in other words than it is sent in."""
    options = f"[[(a)(one of the others)][(b)({phrase})]]"
    return _form(f"<</Type/Annot/Subtype/Widget/FT/Ch/Ff 131072/T(kind)/Opt{options}/V(b){_LOOK}{_RECT}>>")


def list_box(phrase: str) -> bytes:
    keys = (
        f"/FT/Ch/T(kind)/Opt[(one of the others)({phrase})]/V({phrase})/I[1]{_LOOK}/Rect[72 430 472 530]/F 4"
    )
    return _form(f"<</Type/Annot/Subtype/Widget{keys}>>")


def ticked_box(phrase: str) -> bytes:
    """A box with a tick drawn in it beside a line of text; whoever reads the line must learn that it is ticked."""
    form = "/Type/XObject/Subtype/Form/BBox[0 0 14 14]"
    on, off = stream("0 0 14 14 re S 2 7 m 6 2 l 12 12 l S", form), stream("0 0 14 14 re S", form)
    field = (
        "<</Type/Annot/Subtype/Widget/FT/Btn/T(agreed)/V/Yes/AS/Yes/Rect[72 500 86 514]/F 4"
        "/AP<</N<</Yes 7 0 R/Off 8 0 R>>>>/MK<</CA(4)>>>>"
    )
    root = "/AcroForm<</Fields[6 0 R]>>"
    return one_page(line(phrase, x=92, y=502), [field, on, off], keys="/Annots[6 0 R]", root=root)


def button(phrase: str) -> bytes:
    """A button's caption, which viewers draw where there is no appearance."""
    return _form(
        f"<</Type/Annot/Subtype/Widget/FT/Btn/Ff 65536/T(go){_LOOK}{_RECT}/MK<</CA({phrase})/BG[.9]>>>>"
    )


def _noted(annotation: str, more: list[str] | None = None) -> bytes:
    return one_page(line(OTHER, y=760), [annotation, *(more or [])], keys="/Annots[6 0 R]")


def typed_on(phrase: str) -> bytes:
    """A typewriter's note with the appearance that its program saved."""
    form = "/Type/XObject/Subtype/Form/BBox[0 0 400 30]/Resources<</Font<</F1 5 0 R>>>>"
    look = stream(f"BT /F1 12 Tf 2 9 Td ({phrase}) Tj ET", form)
    return _noted(f"<</Type/Annot/Subtype/FreeText/Contents({phrase}){_LOOK}{_RECT}/AP<</N 7 0 R>>>>", [look])


def typed_on_bare(phrase: str) -> bytes:
    """A typewriter's note without appearance: viewers draw its contents."""
    return _noted(f"<</Type/Annot/Subtype/FreeText/Contents({phrase}){_LOOK}{_RECT}>>")


def _note(subtype: str, more: str = "") -> Callable[[str], bytes]:
    """A note of this kind, whose words viewers show in a bubble or at the side."""
    return lambda phrase: _noted(
        f"<</Type/Annot/Subtype/{subtype}/T(Ada)/Contents({phrase})/C[1 1 0]/Rect[72 755 200 775]/F 4{more}>>"
    )


def long_note(phrase: str) -> bytes:
    """A note with the phrase at its end, behind three hundred words."""
    return _note("Text")(f"{'and so on ' * 100}{phrase}")


def reply(phrase: str) -> bytes:
    """An answer to a note, which viewers list below it."""
    answer = f"<</Type/Annot/Subtype/Text/T(Bo)/Contents({phrase})/IRT 6 0 R/Rect[72 700 90 718]/F 4>>"
    note = "<</Type/Annot/Subtype/Text/T(Ada)/Contents(Is this so?)/Rect[72 700 90 718]/F 4>>"
    return one_page(line(OTHER, y=760), [note, answer], keys="/Annots[6 0 R 7 0 R]")


def live_form(phrase: str) -> bytes:
    """A form of XML (XFA 3.3): Adobe's programs draw it from its template; others show the page that asks for them."""
    template = (
        '<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template xmlns="http://www.xfa.org/schema/xfa-template/3.3/">'
        f'<subform name="form"><pageSet><pageArea/></pageSet><draw><value><text>{phrase}</text></value></draw></subform>'
        "</template></xdp:xdp>"
    )
    root = "/AcroForm<</Fields[]/XFA 6 0 R>>/NeedsRendering true"
    return one_page(line("Please wait. Open this with a newer viewer."), [stream(template)], root=root)


QUADS = "/QuadPoints[72 775 200 775 72 755 200 755]"


def _field(name: str, make: Callable[[str], bytes], witness: Witness = Witness.POPPLER) -> Carrier:
    return Carrier(f"pdf {name}", ".pdf", make, witness=witness)


def _comment(name: str, make: Callable[[str], bytes], witness: Witness = Witness.ARGUED) -> Carrier:
    return Carrier(f"pdf {name}", ".pdf", make, witness=witness)


CARRIERS = (
    _field("text field for the viewer to draw", text_field_to_draw),
    _field("text field without appearance", text_field_bare, Witness.ARGUED),
    _field("text field of two lines", text_field_of_lines),
    _field("text field of a parent", field_of_a_parent),
    _field("text field with an older appearance", stale_appearance, Witness.ARGUED),
    _field("choice shown in other words", choice),
    _field("list box", list_box),
    Carrier("pdf ticked box", ".pdf", ticked_box, beside=TICKS, witness=Witness.POPPLER),
    _field("button caption", button, Witness.ARGUED),
    _comment("typed on with appearance", typed_on, Witness.POPPLER),
    _comment("typed on without appearance", typed_on_bare, Witness.POPPLER),
    _comment("note", _note("Text")),
    _comment("note at marked words", _note("Highlight", QUADS)),
    _comment("note at struck words", _note("StrikeOut", QUADS)),
    _comment("note at a rectangle", _note("Square")),
    _comment("note of three hundred words", long_note),
    _comment("answer to a note", reply),
    Carrier("pdf form of XML", ".pdf", live_form, told_by=frozenset({NoteCode.FORM_XFA})),
)
