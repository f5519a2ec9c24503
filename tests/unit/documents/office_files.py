"""Office files made in memory for the tests: as little of a package as each needs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
REL_TYPE = "application/vnd.openxmlformats-package.relationships+xml"


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def relations(*rows: tuple[str, str]) -> str:
    """Return the relationships ``r1``, ``r2`` ... of these kinds and targets."""
    each = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(rows, start=1)
    )
    return f'<Relationships xmlns="{RELATIONS}">{each}</Relationships>'


def types(**parts: str) -> str:
    """Return the content types of endings (``html="text/html"``)."""
    each = "".join(
        f'<Default Extension="{ending}" ContentType="{kind}"/>'
        for ending, kind in {"rels": REL_TYPE, "xml": "application/xml", **parts}.items()
    )
    return f'<Types xmlns="{TYPES}">{each}</Types>'


def word(
    body: str,
    *related: tuple[str, str],
    files: Mapping[str, str | bytes] | None = None,
    endings: Mapping[str, str] | None = None,
) -> bytes:
    """Return a Word document of this body; ``related`` are its relationships ``r1`` ..., ``files`` further entries."""
    main = "word/document.xml"
    return zipped({
        "[Content_Types].xml": types(**(endings or {})),
        "_rels/.rels": relations(("officeDocument", main)),
        main: f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(*related),
        **(files or {}),
    })  # fmt: skip


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(one if one.startswith('<') else run(one) for one in runs)}</w:p>"


_ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODF_SPACES = " ".join(
    (
        *(f'xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "style", "text", "table", "chart", "form", "presentation")),
        f'xmlns:draw="{_ODF}:drawing:1.0"', f'xmlns:svg="{_ODF}:svg-compatible:1.0"', 'xmlns:xlink="http://www.w3.org/1999/xlink"',
        'xmlns:field="urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"', 'xmlns:math="http://www.w3.org/1998/Math/MathML"',
    )
)  # fmt: skip


def odf_content(body: str, styles: str = "") -> str:
    """Return the content of an OpenDocument file; *body* is what stands in ``office:body``."""
    return f"<office:document-content {ODF_SPACES}>{styles}<office:body>{body}</office:body></office:document-content>"


def opendocument(
    body: str, kind: str = "text", styles: str = "", files: Mapping[str, str | bytes] | None = None
) -> bytes:
    """Return an OpenDocument file of this kind; *body* stands in ``office:text`` or ``office:presentation``."""
    content = odf_content(f"<office:{kind}>{body}</office:{kind}>", styles)
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    return zipped(
        {"mimetype": mimetype, "content.xml": content, "META-INF/manifest.xml": "<m/>", **(files or {})}
    )
