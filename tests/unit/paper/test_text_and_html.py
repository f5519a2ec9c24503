from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from reviewer.paper import (
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
    Quote,
    Run,
    Table,
    html_of_blocks,
    render_html,
    render_text,
    text_of_blocks,
)
from reviewer.paper.blocks import stepped

AT = datetime(2032, 4, 5, tzinfo=UTC)
VOID = {"meta", "br"}


def paper(*blocks: Block) -> Paper:
    return Paper("A <title>", "Somebody", "en-GB", AT, blocks, "About it", "OFFICIAL", "REF/1")


class Tree(HTMLParser):
    """Checks that elements close in order, and gathers them with their attributes, and the text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)


def read(html: str) -> Tree:
    tree = Tree()
    tree.feed(html)
    tree.close()
    assert not tree.open
    return tree


def test_text_is_a_paragraph_a_line_with_an_empty_line_between() -> None:
    blocks = (
        Heading("Head", 1),
        Paragraph((Run("One "), Run("two", em=True, href="mailto:x@y.example"), Run("\nthree"))),
        Quote((Paragraph((Run("Quoted."),)),)),
        Bullets((((Paragraph((Run("a"),)), Bullets((((Paragraph((Run("b"),)),)),), 1))),)),
        Lines(((Run("Road 1"),), (Run("Town"),))),
        Table("Cap", ("h", "i"), (("1", "2"),)),
        Figure("Bars. x: 1.", (Bar("x", 1),)),
        Field("F", "Signature of Me", ("Signed by Me", "today")),
    )
    assert render_text(paper(*blocks)) == (
        "Head\n\nOne two three\n\nQuoted.\n\n• a\n  1. b\n\nRoad 1\nTown\n\nCap\n\nh\ti\n1\t2\n\nBars. x: 1.\n\n"
        "Signed by Me\n\ntoday\n"
    )


def test_html_has_language_title_landmarks_and_no_way_out() -> None:
    html = render_html(paper(Heading("Subject", 1), Paragraph((Run("Heddlu", lang="cy"),))))
    tree = read(html)
    found = dict(tree.found)
    assert found["html"] == {"lang": "en-GB"}
    assert {"main", "h1", "header", "footer", "title"} <= set(found)
    assert found["span"] in ({"lang": "cy"}, {"class": "reference"})
    assert "<title>A &lt;title&gt;</title>" in html
    assert '<span lang="cy">Heddlu</span>' in html
    assert not {"script", "link", "img", "iframe", "object"} & set(found)
    assert not re.search(r"url\(|@import|https?://", html)
    assert "prefers-color-scheme:dark" in html
    assert "@media print" in html


def test_html_tables_tell_their_headings() -> None:
    link = (Run("See "), Run("it", strong=True, href="https://a.example"))
    words = 'See <a href="https://a.example"><strong>it</strong></a>'
    html = html_of_blocks([Heading(link, 1), Table("", (link, "b"), ((link, link),))])
    assert f"<h1>{words}</h1>" in html
    assert f'aria-label="See it, b"><table><thead><tr><th scope="col">{words}</th>' in html
    assert f'<th scope="row">{words}</th><td>{words}</td>' in html
    assert text_of_blocks([Table("", (link, "b"), ())]) == "See it\tb\n"
    html = html_of_blocks([Table("Counts", ("Finding", "Forces"), (("Met", "3"),), numeric=frozenset((1,)))])
    assert "<caption>Counts</caption>" in html
    assert '<th scope="col">Finding</th>' in html
    assert '<th scope="row">Met</th><td class="number">3</td>' in html
    assert 'tabindex="0"' in html


def test_html_of_every_other_block() -> None:
    html = html_of_blocks(
        [
            Lines(((Run("Road 1"),), (Run("020 3513", href="tel:0203513"),)), Look.SMALL, contact=True),
            Bullets((((Paragraph((Run("a"),)),)),), 4),
            Figure("Bars. x: 2.", (Bar("x", 2, "met"), Bar("y", 0))),
            Field("F", "T", ("Signed by <Me>", "today")),
            Paragraph((Run("b", strong=True), Run("link", href="https://a.example/?x=1&y=2"))),
        ]
    )
    read(html)
    assert '<address><p class="small">Road 1<br><a href="tel:0203513">020&nbsp;3513</a></p></address>' in html
    assert '<ol start="4"><li>a</li></ol>' in html
    assert '<figure role="img" aria-label="Bars. x: 2.">' in html
    assert 'class="bar met"' in html
    assert '<p class="field">Signed by &lt;Me&gt;<br>today</p>' in html
    assert '<strong>b</strong><a href="https://a.example/?x=1&amp;y=2">link</a>' in html


def test_html_tables_have_each_a_name_and_an_empty_cell_heads_nothing() -> None:
    table = Table("", ("", "Step"), (("", "1"), ("a", "2")))
    html = html_of_blocks([table, table, Heading(" ", 2)])
    names = [attributes["aria-label"] for tag, attributes in read(html).found if tag == "section"]
    assert names == ["Step", "Step (2)"]
    assert '<tr><td></td><th scope="col">Step</th></tr>' in html
    assert '<tr><td></td><td>1</td></tr><tr><th scope="row">a</th><td>2</td></tr>' in html
    assert "<h" not in html


def test_a_long_title_is_cut_between_words_and_one_long_word_where_it_must_be() -> None:
    said = {f"<title>{'word ' * 13}word…</title>": "word " * 30, f"<title>{'w' * 69}…</title>": "w" * 99}
    for title, whole in said.items():
        assert title in render_html(replace(paper(), title=whole))


def test_bars_are_shapes_of_the_length_of_what_they_count() -> None:
    html = html_of_blocks([Figure("Bars.", (Bar("x", 4, "met"), Bar("y", 1), Bar("z", 0)))])
    widths = [attributes["width"] for tag, attributes in read(html).found if tag == "rect"]
    assert widths == ["100.0", "25.0"]
    assert "style=" not in html


def test_headings_never_skip_a_level() -> None:
    levels = [
        b.level
        for b in stepped([Heading("a", 2), Heading("b", 4), Heading("c", 4), Heading("d", 1)])
        if isinstance(b, Heading)
    ]
    assert levels == [1, 2, 3, 1]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"])))
def test_any_text_comes_out_of_html_as_it_went_in(text: str) -> None:
    tree = read(html_of_blocks([Paragraph((Run(text, href="https://x.example", lang="cy"),))]))
    assert "".join(tree.words) == text
