"""Slide shows (.pptx): what masters and layouts say, drawings, notes, pictures.

No witness is asked of what a print has not: notes, alternative texts, files that a double click opens.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

from PIL import Image
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Emu, Inches

from reviewer.model.notes import NoteCode
from tests.needles.carriers import OBJECTS, Carrier, Witness
from tests.needles.packages import COMPATIBILITY, DIAGRAM_FRAME, DRAWING, OFFICE, diagram
from tests.needles.pictures import EFFECTS, drawn, png, saved
from tests.needles.vector import metafile
from tests.needles.word_inside import word_document

OTHER = "The board in March"
_SLIDE = "ppt/slides/slide1.xml"
_PLACE = (Inches(1), Inches(3), Inches(7), Inches(1))
SHOW = "http://schemas.openxmlformats.org/presentationml/2006/main"
STRICT = "http://purl.oclc.org/ooxml"


def _show(change: Callable[[Any, Any], object]) -> bytes:
    """A show of one slide with a title, after ``change`` of the show and the slide."""
    show: Any = Presentation()
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = OTHER
    change(show, slide)
    data = io.BytesIO()
    show.save(data)
    return data.getvalue()


def _added(shapes: Any, phrase: str) -> None:
    shapes.add_textbox(*_PLACE).text_frame.text = phrase


def _box(phrase: str) -> str:
    """A text box as XML, for masters and layouts, which the library can't add one to."""
    return (
        f'<p:sp xmlns:p="{SHOW}" xmlns:a="{DRAWING}/main"><p:nvSpPr><p:cNvPr id="99" name="Box"/><p:cNvSpPr txBox="1"/><p:nvPr/>'
        '</p:nvSpPr><p:spPr><a:xfrm><a:off x="900000" y="5800000"/><a:ext cx="6000000" cy="500000"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:p><a:r><a:t>{phrase}</a:t></a:r></a:p>'
        "</p:txBody></p:sp>"
    )


def _put(tree: Any, xml: str) -> None:
    from lxml import etree

    tree.append(etree.fromstring(xml))


def on_the_master(phrase: str) -> bytes:
    return _show(lambda show, _slide: _put(show.slide_master.shapes._spTree, _box(phrase)))  # noqa: SLF001  # python-pptx and python-docx have no other way to their XML


def on_the_layout(phrase: str) -> bytes:
    return _show(lambda _show, slide: _put(slide.slide_layout.shapes._spTree, _box(phrase)))  # noqa: SLF001  # python-pptx and python-docx have no other way to their XML


def _costs(first: str) -> Any:
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]  # the library has no types
    data.categories = [first, "south"]
    data.add_series("cases", (3, 4))
    return data


def chart_title(phrase: str) -> bytes:
    def change(_show: Any, slide: Any) -> None:
        data = _costs("north")
        frame = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *_PLACE[:3], Inches(3), data)
        frame.chart.has_title = True
        frame.chart.chart_title.text_frame.text = phrase

    return _show(change)


def chart_category(phrase: str) -> bytes:
    def change(_show: Any, slide: Any) -> None:
        data = _costs(phrase)
        slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *_PLACE[:3], Inches(3), data)

    return _show(change)


def _edited(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The package with each part changed by its name."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return made.getvalue()


def smart_art(phrase: str) -> bytes:
    pieces = diagram(phrase, "ppt/diagrams", _SLIDE)
    frame = (
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="9" name="Diagram"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>'
        f'<p:xfrm><a:off x="900000" y="3000000"/><a:ext cx="5000000" cy="2000000"/></p:xfrm>{DIAGRAM_FRAME}</p:graphicFrame>'
    )
    relations = "".join(
        f'<Relationship Id="{piece.key}" Type="{piece.relation if "://" in piece.relation else f"{OFFICE}/{piece.relation}"}" '
        f'Target="/{piece.name}"/>'
        for piece in pieces
    )
    kinds = "".join(f'<Override PartName="/{piece.name}" ContentType="{piece.kind}"/>' for piece in pieces)
    ends = {
        _SLIDE: ("</p:spTree>", frame),
        "ppt/slides/_rels/slide1.xml.rels": ("</Relationships>", relations),
        "[Content_Types].xml": ("</Types>", kinds),
    }

    def change(name: str, data: bytes) -> bytes:
        end, more = ends.get(name, ("", ""))
        return data.replace(end.encode(), f"{more}{end}".encode()) if end else data

    made = io.BytesIO(_edited(_show(lambda _show, _slide: None), change))
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        for piece in pieces:
            archive.writestr(piece.name, piece.data)
    return made.getvalue()


def strict(phrase: str) -> bytes:
    """The same in ISO's strict names, which Office offers in its Save As."""
    swaps = (
        (
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            f"{STRICT}/officeDocument/relationships",
        ),
        (b"http://schemas.openxmlformats.org/presentationml/2006/main", f"{STRICT}/presentationml/main"),
        (b"http://schemas.openxmlformats.org/drawingml/2006/", f"{STRICT}/drawingml/"),
    )

    def change(name: str, data: bytes) -> bytes:
        for old, new in swaps if name.endswith((".xml", ".rels")) else ():
            data = data.replace(old, new.encode())
        return data

    return _edited(_show(lambda _show, slide: _added(slide.shapes, phrase)), change)


def choice(phrase: str) -> bytes:
    """A shape for newer programs only, with nothing for older ones (ECMA-376 part 3)."""
    from lxml import etree

    def change(_show: Any, slide: Any) -> None:
        inside = f'<mc:Choice xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main" Requires="p14">{_box(phrase)}</mc:Choice>'
        slide.shapes._spTree.append(  # noqa: SLF001  # python-pptx and python-docx have no other way to their XML
            etree.fromstring(
                f'<mc:AlternateContent xmlns:mc="{COMPATIBILITY}">{inside}</mc:AlternateContent>'
            )
        )

    return _show(change)


def notes(phrase: str) -> bytes:
    def change(_show: Any, slide: Any) -> None:
        slide.notes_slide.notes_text_frame.text = phrase

    return _show(change)


def grouped(phrase: str) -> bytes:
    return _show(lambda _show, slide: _added(slide.shapes.add_group_shape().shapes, phrase))


def table(phrase: str) -> bytes:
    def change(_show: Any, slide: Any) -> None:
        slide.shapes.add_table(1, 1, *_PLACE).table.cell(0, 0).text = phrase

    return _show(change)


def _picture(made: Callable[[str], Image.Image]) -> Callable[[str], bytes]:
    def make(phrase: str) -> bytes:
        image = made(phrase)
        dpi = 100 if image.height < 150 else 200

        def change(_show: Any, slide: Any) -> None:
            across, down = (Emu(side * 914_400 // dpi) for side in image.size)
            slide.shapes.add_picture(io.BytesIO(saved(image, dpi=dpi)), Inches(1), Inches(2), across, down)

        return _show(change)

    return make


def master_picture(phrase: str) -> bytes:
    """A picture that every slide shows."""

    def change(show: Any, _slide: Any) -> None:
        part, _key = show.slide_master.part.get_or_add_image_part(io.BytesIO(png(phrase)))
        key = show.slide_master.part.relate_to(part, f"{OFFICE}/image")
        _put(show.slide_master.shapes._spTree, _shown(key))  # noqa: SLF001  # python-pptx and python-docx have no other way to their XML

    return _show(change)


def _shown(key: str, words: str = "") -> str:
    return (
        f'<p:pic xmlns:p="{SHOW}" xmlns:a="{DRAWING}/main" xmlns:r="{OFFICE}"><p:nvPicPr><p:cNvPr id="98" name="Picture"{words}/>'
        f'<p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed="{key}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        '<p:spPr><a:xfrm><a:off x="900000" y="4000000"/><a:ext cx="5000000" cy="1800000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


def background_picture(phrase: str) -> bytes:
    """The slide's ground is a picture."""
    from lxml import etree

    def change(_show: Any, slide: Any) -> None:
        wide = Image.new("L", (1280, 960), 255)
        wide.paste(drawn(phrase), (200, 600))
        part, key = slide.part.get_or_add_image_part(io.BytesIO(saved(wide)))
        del part
        ground = (
            f'<p:bg xmlns:p="{SHOW}" xmlns:a="{DRAWING}/main" xmlns:r="{OFFICE}"><p:bgPr><a:blipFill><a:blip r:embed="{key}"/>'
            "<a:stretch><a:fillRect/></a:stretch></a:blipFill><a:effectLst/></p:bgPr></p:bg>"
        )
        slide._element.cSld.insert(0, etree.fromstring(ground))  # noqa: SLF001  # python-pptx and python-docx have no other way to their XML

    return _show(change)


def vector_picture(phrase: str) -> bytes:
    """The library takes no EMF: a PNG's part is given the EMF's bytes and name."""
    data = _picture(drawn)(phrase)

    def change(name: str, part: bytes) -> bytes:
        part = part.replace(b"image1.png", b"image1.emf")
        return part.replace(
            b'Extension="png" ContentType="image/png"', b'Extension="emf" ContentType="image/x-emf"'
        )

    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name.endswith("image1.png"):
                new.writestr(name.replace(".png", ".emf"), metafile(phrase))
            else:
                new.writestr(
                    name, change(name, old.read(name)) if name.endswith((".xml", ".rels")) else old.read(name)
                )
    return made.getvalue()


def alternative_text(phrase: str) -> bytes:
    def change(_show: Any, slide: Any) -> None:
        blank = io.BytesIO(saved(Image.new("L", (400, 60), 128)))
        slide.shapes.add_picture(blank, *_PLACE)._element.nvPicPr.cNvPr.set("descr", phrase)  # noqa: SLF001  # python-pptx and python-docx have no other way to their XML

    return _show(change)


def embedded_document(phrase: str) -> bytes:
    def change(_show: Any, slide: Any) -> None:
        slide.shapes.add_ole_object(io.BytesIO(word_document(phrase)), "Word.Document.12", *_PLACE)

    return _show(change)


def _carrier(
    name: str,
    make: Callable[[str], bytes],
    told_by: frozenset[NoteCode] = frozenset(),
    witness: Witness = Witness.OFFICE,
) -> Carrier:
    return Carrier(f"pptx {name}", ".pptx", make, told_by=told_by, witness=witness)


CARRIERS = (
    _carrier("master's text", on_the_master),
    _carrier("layout's text", on_the_layout),
    _carrier("SmartArt", smart_art),
    _carrier("chart title", chart_title),
    _carrier("chart category", chart_category),
    _carrier("notes", notes, witness=Witness.ARGUED),
    _carrier("strict names", strict),
    _carrier("shape for newer programs", choice, witness=Witness.ARGUED),
    _carrier("text in a group", grouped),
    _carrier("table", table),
    *(_carrier(f"picture {name}", _picture(made)) for name, made in EFFECTS),
    _carrier("picture of the master", master_picture),
    _carrier("picture as the ground", background_picture),
    _carrier("picture of lines and letters", vector_picture),
    _carrier("alternative text", alternative_text, witness=Witness.ARGUED),
    _carrier("embedded Word document", embedded_document, told_by=OBJECTS, witness=Witness.ARGUED),
)
