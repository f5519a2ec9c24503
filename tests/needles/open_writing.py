"""OpenDocument files for carriers, the smallest that LibreOffice opens (OpenDocument 1.3 part 3)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style", "form": "form", "chart": "chart",
        "number": "datastyle", "presentation": "presentation", "svg": "svg-compatible", "fo": "xsl-fo-compatible", "anim": "animation",
    }.items()
)  # fmt: skip
NAMES += ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:math="http://www.w3.org/1998/Math/MathML" xmlns:ooo="http://openoffice.org/2004/office"'
KIND = "application/vnd.oasis.opendocument."
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
OTHER = "An ordinary paragraph about the meeting of the board."


def content(kind: str, body: str, styles: str = "") -> str:
    """A content.xml: ``body`` stands in the element of the kind (text, spreadsheet, presentation, chart)."""
    automatic = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    return (
        f'{HEAD}<office:document-content {NAMES} office:version="1.3">{automatic}<office:body><office:{kind}>{body}'
        f"</office:{kind}></office:body></office:document-content>"
    )


def page_styles(header: str = "", footer: str = "", name: str = "Standard") -> str:
    """A styles.xml whose only page has this header and footer."""
    above = f"<style:header>{header}</style:header>" if header else ""
    below = f"<style:footer>{footer}</style:footer>" if footer else ""
    layout = (
        '<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" '
        'fo:margin="2cm"/><style:header-style><style:header-footer-properties fo:min-height="1cm"/></style:header-style>'
        '<style:footer-style><style:header-footer-properties fo:min-height="1cm"/></style:footer-style></style:page-layout>'
    )
    return (
        f'{HEAD}<office:document-styles {NAMES} office:version="1.3"><office:automatic-styles>{layout}</office:automatic-styles>'
        f'<office:master-styles><style:master-page style:name="{name}" style:page-layout-name="L">{above}{below}'
        "</style:master-page></office:master-styles></office:document-styles>"
    )


def packed(kind: str, text: str, files: Mapping[str, str | bytes] | None = None) -> bytes:
    """The package of a kind (text, spreadsheet, presentation) with this content.xml, and more files.

    A folder, whose name ends in a slash, is an object of the kind that it holds.
    """
    more = {"content.xml": text, **(files or {})}
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{_type(name, part)}"/>'
        for name, part in more.items()
    )
    manifest = (
        f'{HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{KIND}{kind}"/>{listed}</manifest:manifest>'
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), f"{KIND}{kind}")
        for name, part in more.items():
            if not name.endswith("/"):
                archive.writestr(name, part)
        archive.writestr("META-INF/manifest.xml", manifest)
    return data.getvalue()


def _type(name: str, part: str | bytes) -> str:
    if name.endswith("/"):
        return f"{KIND}{part}" if isinstance(part, str) else ""
    return "image/png" if name.endswith(".png") else "text/xml"


def writing(body: str, files: Mapping[str, str | bytes] | None = None, styles: str = "") -> bytes:
    """A text document (.odt)."""
    return packed(
        "text", content("text", f"<text:p>{OTHER}</text:p>{body}<text:p>{OTHER}</text:p>", styles), files
    )


def table(cells: str, name: str = "Sheet1", shapes: str = "") -> str:
    """A sheet: ``cells`` are rows, ``shapes`` lie on it."""
    laid = f"<table:shapes>{shapes}</table:shapes>" if shapes else ""
    first = '<table:table-row><table:table-cell office:value-type="string"><text:p>Costs</text:p></table:table-cell></table:table-row>'
    return f'<table:table table:name="{name}">{laid}{first}{cells}</table:table>'


def cell(inside: str, attributes: str = 'office:value-type="string"') -> str:
    """A row with one cell."""
    return f"<table:table-row><table:table-cell {attributes}>{inside}</table:table-cell></table:table-row>"


def sheets(body: str, files: Mapping[str, str | bytes] | None = None, styles: str = "") -> bytes:
    """A workbook (.ods)."""
    return packed("spreadsheet", content("spreadsheet", body, styles), files)


def show(page: str, files: Mapping[str, str | bytes] | None = None, master: str = "") -> bytes:
    """A show (.odp) of one slide on a master that shows ``master``."""
    layout = '<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="28cm" fo:page-height="21cm"/></style:page-layout>'
    names = ("layout", "background", "backgroundobjects", "controls", "measurelines")
    layers = "".join(f'<draw:layer draw:name="{name}"/>' for name in names).join(
        ("<draw:layer-set>", "</draw:layer-set>")
    )
    seen = (
        '<style:style style:name="dp" style:family="drawing-page"><style:drawing-page-properties '
        'presentation:background-objects-visible="true" presentation:background-visible="true" presentation:display-footer="true"/></style:style>'
    )
    styles = (
        f'{HEAD}<office:document-styles {NAMES} office:version="1.3"><office:styles/><office:automatic-styles>{layout}{seen}</office:automatic-styles>'
        f'<office:master-styles>{layers}<style:master-page style:name="Ours" draw:style-name="dp" style:page-layout-name="L">{master}</style:master-page>'
        "</office:master-styles></office:document-styles>"
    )
    body = f'<draw:page draw:name="one" draw:style-name="dp" draw:master-page-name="Ours">{text_frame("The board in March", y=1)}{page}</draw:page>'
    return packed(
        "presentation", content("presentation", body, seen), {"styles.xml": styles, **(files or {})}
    )


def text_frame(text: str, y: float = 10, attributes: str = "") -> str:
    """A box with text."""
    return (
        f'<draw:frame svg:x="2cm" svg:y="{y}cm" svg:width="20cm" svg:height="2cm"{attributes}><draw:text-box><text:p>{text}</text:p>'
        "</draw:text-box></draw:frame>"
    )


def picture_frame(size: tuple[float, float], inside: str = "", name: str = "Pictures/needle.png") -> str:
    """A picture in the line; size in centimetres, ``inside`` describes it."""
    return (
        f'<draw:frame text:anchor-type="as-char" svg:x="2cm" svg:y="8cm" svg:width="{size[0]:.2f}cm" svg:height="{size[1]:.2f}cm">'
        f'<draw:image xlink:href="{name}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>{inside}</draw:frame>'
    )


def object_frame(name: str, attributes: str = ' text:anchor-type="as-char"', picture: str = "") -> str:
    """A frame that shows an object of the package, or the ``picture`` that is kept of it."""
    kept = f'<draw:image xlink:href="./{picture}" xlink:type="simple"/>' if picture else ""
    return (
        f'<draw:frame{attributes} svg:x="2cm" svg:y="8cm" svg:width="12cm" svg:height="3cm"><draw:object xlink:href="./{name}" '
        f'xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>{kept}</draw:frame>'
    )


def chart(title: str) -> str:
    """A chart's content.xml."""
    values = "".join(
        f'<table:table-row><table:table-cell office:value-type="string"><text:p>{name}</text:p></table:table-cell>'
        f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell></table:table-row>'
        for name, value in (("north", 3), ("south", 4))
    )
    return content(
        "chart",
        '<chart:chart svg:width="12cm" svg:height="7cm" chart:class="chart:bar">'
        f'<chart:title svg:x="1cm" svg:y="0.5cm"><text:p>{title}</text:p></chart:title><chart:plot-area>'
        '<chart:axis chart:dimension="x"/><chart:axis chart:dimension="y"/><chart:series chart:values-cell-range-address="local-table.B1:.B2">'
        '<chart:data-point chart:repeated="2"/></chart:series></chart:plot-area>'
        f'<table:table table:name="local-table"><table:table-columns><table:table-column table:number-columns-repeated="2"/>'
        f"</table:table-columns><table:table-rows>{values}</table:table-rows></table:table></chart:chart>",
    )
