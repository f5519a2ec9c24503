"""No word falls off the page: what no validator sees, over random content (REVIEWER_SCALE="papers=400" makes it long)."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer.paper import (
    Bar,
    Block,
    Bullets,
    Figure,
    Heading,
    Lines,
    Look,
    Paper,
    Paragraph,
    Quote,
    Run,
    Table,
    render_pdf,
    render_text,
)
from reviewer.paper.blocks import Text
from tests.scale import scale
from tests.unit.paper.names import NAMES
from tests.unit.paper.printed_pages import Printed, squeezed

EXAMPLES = scale("papers", small=10, whole=30)
AT = datetime(2032, 4, 5, 9, tzinfo=UTC)
PLAIN = [
    "the",
    "force",
    "has",
    "a",
    "plan",
    "for",
    "its",
    "counter-corruption",
    "unit",
    "and",
    "reviewed",
    "it",
    "in",
    "June",
    "of",
    "that",
    "year",
    "with",
    "care",
]
LONG = (
    "https://www.example.org/reports/2017/abuse-of-position/" + "annexe-" * 30,
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
    "W" * 90,
    "x" * 700,
    "31\u00a0December\u00a02017",
)

Draw = Callable[[st.SearchStrategy], object]


def words(chance: random.Random, count: int) -> str:
    """Return so many words, some of them long, some of them names."""
    rare = (*LONG, *NAMES)
    return " ".join(chance.choice(rare if chance.random() < 0.06 else PLAIN) for _ in range(count))


def runs(chance: random.Random, count: int) -> tuple[Run, ...]:
    """Return words in runs: links, emphasis, another language, breaks of lines and none within a word."""
    out = []
    while count > 0:
        some = min(count, chance.choice((1, 3, 12, 60)))
        count -= some
        out.append(
            Run(
                words(chance, some) + chance.choice((" ", " ", "", "\n")),
                strong=chance.random() < 0.2,
                em=chance.random() < 0.2,
                href="https://example.org/x" if chance.random() < 0.15 else "",
                lang="cy" if chance.random() < 0.1 else "",
            )
        )
    return tuple(out)


def size(chance: random.Random) -> int:
    return chance.choice((1, 2, 8, 30, 30, 90, 400, 1500))


def paragraph(chance: random.Random) -> Paragraph:
    looks = tuple(Look) if chance.random() < 0.2 else (Look.BODY,)
    return Paragraph(runs(chance, size(chance)), chance.choice(looks), together=chance.random() < 0.2)


def bullets(chance: random.Random, depth: int = 0) -> Bullets:
    items = []
    for _ in range(chance.choice((1, 2, 5))):
        parts: list[Paragraph | Bullets] = [
            Paragraph(runs(chance, chance.choice((1, 9, 40, 300))))
            for _ in range(chance.choice((0, 1, 1, 2)))
        ]
        if depth < 12 and chance.random() < (0.9 if chance.random() < 0.3 else 0.3):
            parts.append(bullets(chance, depth + 1))
        items.append(tuple(parts))
        if depth > 3:
            break
    return Bullets(tuple(items), chance.choice((None, None, 1, 98, 99_999_998)))


def quote(chance: random.Random) -> Quote:
    return Quote(
        tuple(
            paragraph(chance) if chance.random() < 0.8 else bullets(chance)
            for _ in range(chance.choice((1, 3)))
        )
    )


def table(chance: random.Random) -> Table:
    columns = chance.choice((1, 2, 3, 3, 5, 9, 14))
    tall = chance.choice((1, 1, 3, 12, 120, 1200)) // (1 if columns < 5 else 4) or 1

    def cell() -> Text:
        count = max(1, int(chance.random() * tall))
        return runs(chance, count) if chance.random() < 0.3 else words(chance, count)

    def row() -> tuple[Text, ...]:
        return tuple(cell() for _ in range(columns))

    rows = tuple(row() for _ in range(chance.choice((0, 1, 4, 4, 60)) if tall < 100 else 2))
    widths = tuple(chance.uniform(0.2, 9) for _ in range(columns)) if chance.random() < 0.4 else ()
    head = row() if chance.random() < 0.2 else tuple(words(chance, 1) for _ in range(columns))
    caption = words(chance, chance.choice((1, 8, 80))) if chance.random() < 0.7 else ""
    return Table(caption, head, rows, widths, frozenset(n for n in range(columns) if chance.random() < 0.2))


def figure(chance: random.Random) -> Figure:
    count = chance.choice((1, 4, 9, 90))
    bars = tuple(
        Bar(words(chance, chance.choice((1, 6, 40))), chance.choice((0, 1, 43, 1_234_567)), "met")
        for _ in range(count)
    )
    return Figure(words(chance, 9), bars)


def lines(chance: random.Random) -> Lines:
    return Lines(tuple(runs(chance, chance.choice((1, 4, 30))) for _ in range(chance.choice((1, 4, 30)))))


def heading(chance: random.Random) -> Heading:
    count = chance.choice((1, 5, 40, 40, 900))
    text = runs(chance, count) if chance.random() < 0.3 else words(chance, count)
    return Heading(text, chance.choice((1, 2, 3, 4)))


KINDS = (paragraph, paragraph, bullets, quote, table, table, figure, lines, heading)


def random_paper(seed: int, count: int) -> Paper:
    chance = random.Random(seed)
    blocks = tuple(chance.choice(KINDS)(chance) for _ in range(count))
    return Paper("A title", "Somebody", "en-GB", AT, blocks, "About", "OFFICIAL", "REF/1")


def wanted(paper: Paper) -> str:
    """The words of the text twin; of a chart what its bars say, since the twin says it in a sentence."""
    said = (
        " ".join(f"{bar.label} {bar.count}" for bar in block.bars)
        if isinstance(block, Figure)
        else render_text(Paper("", "", "", AT, (block,)))
        for block in paper.blocks
    )
    return squeezed(" ".join(said))


def assert_whole(paper: Paper) -> None:
    printed = Printed(render_pdf(paper))
    assert printed.text == wanted(paper)
    assert not printed.outside
    assert not printed.covered


@pytest.mark.thorough
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32), st.integers(1, 7))
def test_every_word_is_printed_once_in_order_within_the_margins(seed: int, count: int) -> None:
    assert_whole(random_paper(seed, count))


def one(*blocks: Block) -> Paper:
    return Paper("A title", "Somebody", "en-GB", AT, blocks, "About", "OFFICIAL", "REF/1")


@pytest.mark.parametrize(
    "paper",
    [
        one(Table("", ("A", "B"), (("short", " ".join(["word"] * 1500)),))),
        one(Table("C", ("A", "B"), (("x" * 4000, "y"),))),
        one(Heading(" ".join(["heading"] * 1200), 2), Paragraph((Run("After."),))),
        one(Table(" ".join(["caption"] * 1200), ("A",), (("x",),))),
        one(Figure("", tuple(Bar(f"Bar {n}", n) for n in range(200)))),
        one(Lines(tuple((Run(f"Line {n}"),) for n in range(150)))),
    ],
    ids=["tall row", "long word in a row", "long heading", "long caption", "many bars", "many lines"],
)
def test_what_is_longer_than_a_page_goes_on_on_the_next(paper: Paper) -> None:
    assert_whole(paper)
