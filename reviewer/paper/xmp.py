"""The XMP packet that says what a file is (PDF/A-2 6.6.2 and 6.6.4, PDF/UA-1 clause 5)."""

from __future__ import annotations

from datetime import UTC
from html import escape

from reviewer.paper.blocks import Paper

NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
# PDF/A knows only its own schemas: the one of PDF/UA has to be described (6.6.2.3.3).
UA_SCHEMA = (
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
    f"<pdfaSchema:namespaceURI>{NAMESPACES['pdfuaid']}</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
    '<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>PDF/UA part</pdfaProperty:description></rdf:li>"
    "</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"
)


def xmp(paper: Paper, producer: str) -> bytes:
    """Return the packet of a paper, UTF-8."""
    when = paper.created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    about = (
        "<dc:format>application/pdf</dc:format>"
        f"<dc:title><rdf:Alt>{_titled(paper.heading, paper)}</rdf:Alt></dc:title>"
        f"<dc:creator><rdf:Seq>{_item(paper.author)}</rdf:Seq></dc:creator>"
        f"<dc:description><rdf:Alt>{_titled(paper.subject, paper)}</rdf:Alt></dc:description>"
        f"<dc:language><rdf:Bag>{_item(paper.language)}</rdf:Bag></dc:language>"
        f"<xmp:CreatorTool>{escape(producer)}</xmp:CreatorTool>"
        f"<xmp:CreateDate>{when}</xmp:CreateDate><xmp:ModifyDate>{when}</xmp:ModifyDate>"
        f"<pdf:Producer>{escape(producer)}</pdf:Producer><pdfaid:part>2</pdfaid:part>"
        "<pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>"
    )
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {spaces}>{about}{UA_SCHEMA}</rdf:Description></rdf:RDF>'
        '</x:xmpmeta><?xpacket end="r"?>'
    ).encode()


def _titled(text: str, paper: Paper) -> str:
    """A text by default and, where it is in another language than the file, by that once more (XMP 1, 8.2.2.4)."""
    language = paper.title_language
    return _item(text, "x-default") + (_item(text, language) if language else "")


def _item(text: str, lang: str = "") -> str:
    tag = f' xml:lang="{lang}"' if lang else ""
    return f"<rdf:li{tag}>{escape(text)}</rdf:li>"
