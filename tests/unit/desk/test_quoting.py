"""A quotation says where its words come from, and never more than is known of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reviewer.desk import Desk
from reviewer.desk.quoted import Quoted
from reviewer.desk.words.quoting import html_quotation, plain_quotation
from reviewer.errors import WrongUseError
from reviewer.model import AnchorState

ON_TIME = date(2025, 2, 28)
PLAIN = Quoted("Two posts.", "p7", "page 7", "plan.pdf", "Ash Valley Police", ON_TIME)


@pytest.mark.parametrize(
    ("quoted", "source"),
    [
        (PLAIN, "plan.pdf, page 7; received from Ash Valley Police on 28 February 2025"),
        (
            Quoted(
                "Two posts.", "p7", "page 7", "plan.pdf", "Ash Valley Police", ON_TIME, "sent.zip/new", 81
            ),
            "plan.pdf (in sent.zip/new), page 7; received from Ash Valley Police on 28 February 2025; recognised in a picture, 81% sure",
        ),
        (
            Quoted("Two posts.", "p7", "page 7", "plan.pdf", "Ash Valley Police", ON_TIME, as_tied=True),
            "plan.pdf, page 7; received from Ash Valley Police on 28 February 2025; as it read when it was tied",
        ),
    ],
)
def test_the_source_says_name_place_body_day_and_how_sure(quoted: Quoted, source: str) -> None:
    assert plain_quotation(quoted) == f"“Two posts.”\n— {source}"


def test_what_stands_in_a_document_is_no_html() -> None:
    quoted = Quoted("<b>&amp;\n\nmore", "p7", "page 7", "<i>.pdf", "A & B", ON_TIME)
    html = html_quotation(quoted)
    assert "<b>" not in html
    assert "<i>" not in html
    assert "&lt;b&gt;&amp;amp;</p><p>more" in html
    assert "A &amp; B" in html


def test_cells_are_quoted_by_their_addresses() -> None:
    quoted = Quoted("Posts\t12", "sheet:Staff!A1:B1", "Staff", "staff.xlsx", "Ash Valley Police", ON_TIME)
    assert "Posts" in plain_quotation(quoted)


def test_the_receipt_that_is_meant_is_named_else_the_earliest(desk: Desk, plan: Path) -> None:
    (late,) = desk.receiving.receive("harrowdale", [plan], ON_TIME)
    (early,) = desk.receiving.receive("harrowdale", [plan], date(2025, 2, 1))
    quoting = desk.quoting
    assert quoting.of("harrowdale", late.sha256, "text", "It", receipt=late.receipt).on == ON_TIME
    assert quoting.of("harrowdale", late.sha256, "text", "It").on == early.on
    assert quoting.of("harrowdale", late.sha256, "text", "It", state=AnchorState.LOST).as_tied
    assert not quoting.of("harrowdale", late.sha256, "text", "It", state=AnchorState.MOVED).as_tied
    with pytest.raises(WrongUseError, match="not among"):
        quoting.of("penmarsh", late.sha256, "text", "It")
