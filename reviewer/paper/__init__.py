"""What letters and overviews are printed by: content blocks to tagged PDF, HTML and plain text.

``blocks`` is the content, ``markdown`` makes it from text; ``pdf``, ``html`` and ``text`` print it.
Nothing here knows what a letter is. ReportLab is imported when the first page is printed.
"""

from reviewer.paper.block_places import Area, Proof
from reviewer.paper.blocks import (
    Bar,
    Block,
    Bullets,
    Field,
    Figure,
    Heading,
    Lines,
    Look,
    Paper,
    Paragraph,
    Picture,
    Quote,
    Run,
    Table,
    Text,
    plain,
    runs_of,
)
from reviewer.paper.html import html_of_blocks, render_html
from reviewer.paper.markdown import blocks_from_markdown, chunks
from reviewer.paper.pdf import Press, can_print, faults_of, proof_of, render_pdf
from reviewer.paper.pictures import LOGO_BOX
from reviewer.paper.resources import Resources, installed_resources
from reviewer.paper.text import render_text, text_of_blocks

__all__ = [
    "LOGO_BOX",
    "Area",
    "Bar",
    "Block",
    "Bullets",
    "Field",
    "Figure",
    "Heading",
    "Lines",
    "Look",
    "Paper",
    "Paragraph",
    "Picture",
    "Press",
    "Proof",
    "Quote",
    "Resources",
    "Run",
    "Table",
    "Text",
    "blocks_from_markdown",
    "can_print",
    "chunks",
    "faults_of",
    "html_of_blocks",
    "installed_resources",
    "plain",
    "proof_of",
    "render_html",
    "render_pdf",
    "render_text",
    "runs_of",
    "text_of_blocks",
]
