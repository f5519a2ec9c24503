"""All carriers, by the family that they are listed in."""

from __future__ import annotations

from collections.abc import Mapping

from tests.needles import (
    containers,
    mails,
    old_formats,
    old_pictures,
    old_shows,
    open_documents,
    outlook,
    pdf_fonts,
    pdf_forms,
    pdf_pictures,
    pdf_structure,
    pictures,
    rich_text,
    sheets,
    slides,
    web,
    word,
    word_inside,
)
from tests.needles.carriers import Carrier

FAMILIES: Mapping[str, tuple[Carrier, ...]] = {
    "picture files": pictures.CARRIERS,
    "PDF: pictures": pdf_pictures.CARRIERS,
    "PDF: text layers that lie": pdf_fonts.CARRIERS,
    "PDF: forms and notes": pdf_forms.CARRIERS,
    "PDF: pages and bytes": pdf_structure.CARRIERS,
    "Word": word.CARRIERS,
    "Word: pictures and files inside": word_inside.CARRIERS,
    "sheets": sheets.CARRIERS,
    "slides": slides.CARRIERS,
    "open documents": open_documents.CARRIERS,
    "rich text": rich_text.CARRIERS,
    "web pages": web.CARRIERS,
    "mail": mails.CARRIERS,
    "Outlook": outlook.CARRIERS,
    "containers": containers.CARRIERS,
    "old formats": (*old_formats.CARRIERS, *old_shows.CARRIERS, *old_pictures.CARRIERS),
}
EVERY = tuple(carrier for family in FAMILIES.values() for carrier in family)
