"""Markdown to blocks: paragraphs, headings, quotations, lists, tables, emphasis and links; no HTML.

What a letter cannot hold (pictures, code, rules) is left out of the grammar, so it stays as it was typed
and shows in the preview, rather than vanish.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from reviewer.errors import PaperError
from reviewer.paper.blocks import Block, Bullets, Heading, Paragraph, Quote, Run, Table, Text, runs_of

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

RULES = (
    "blockquote", "heading", "list", "table", "autolink", "balance_pairs", "emphasis", "entity", "escape",
    "fragments_join", "link", "newline", "text_join",
)  # fmt: skip
SAFE_LINKS = ("https://", "http://", "mailto:", "tel:")
DEEPEST = 9  # lists and quotations in each other, as fit on a page's width
_NESTING = {
    f"{name}_{end}" for name in ("bullet_list", "ordered_list", "blockquote") for end in ("open", "close")
}
NO_MARKS: Mapping[str, tuple[Run, ...]] = {}


def chunks(text: str) -> tuple[str, ...]:
    """Return the top-level blocks of a Markdown text as Markdown, in order, outer blank lines gone."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")  # as markdown-it counts them
    spans = [token.map for token in _block_parser().parse(text) if token.level == 0 and token.map]
    return tuple("\n".join(lines[first:last]).strip("\n").rstrip(" \t\n") for first, last in spans)


def blocks_from_markdown(text: str, marks: Mapping[str, tuple[Run, ...]] = NO_MARKS) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text; each character in ``marks`` is replaced by its runs.

    Raises PaperError for a link to anything but the web, an e-mail address or a telephone, and for what the grammar would
    leave out without a word: cells beyond a table's columns, and what lies too deep in lists and quotations.
    """
    return tuple(_Reader(marks).blocks(_Cursor(_tokens(text))))


@lru_cache(maxsize=512)
def _tokens(text: str) -> tuple[Token, ...]:
    """Return what stands in a Markdown text, as nobody changes it: most paragraphs are the same in all letters of a case."""
    tokens = _parser().parse(text)
    _refuse_deep(tokens)
    _refuse_surplus(tokens, text)
    return tuple(tokens)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # The parser drops what lies deeper than its nesting; it must come far enough for ``_refuse_deep`` to see that it does.
    return MarkdownIt("zero", {"html": False, "maxNesting": 4 * DEEPEST}).enable(list(RULES))


@cache
def _block_parser() -> MarkdownIt:
    """Return a parser of the same grammar that leaves alone what stands within a block."""
    from markdown_it import MarkdownIt

    return MarkdownIt("zero", _parser().options).enable(list(RULES)).disable(["inline", "text_join"])


def _refuse_deep(tokens: Sequence[Token]) -> None:
    depth = 0
    for token in tokens:
        if token.type in _NESTING:
            depth += token.nesting
        if depth > DEEPEST:
            raise PaperError(
                "Lists and quotations lie more than {deepest} deep in each other, and what is deeper would not be printed",
                "Use fewer levels.",
                deepest=DEEPEST,
            )


def _refuse_surplus(tokens: Sequence[Token], text: str) -> None:
    """Refuse a row with more cells than its table has columns: by the grammar of tables they would be dropped."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    row: Token | None = None
    body, cells = False, ""
    for token in tokens:
        if token.type in {"tbody_open", "tbody_close"}:
            body = token.nesting > 0  # a table's head has by the grammar as many cells as it has columns
        elif token.type == "tr_open":
            row, cells = token, ""
        elif token.type == "inline":
            cells += token.content
        elif token.type == "tr_close" and body and row is not None and row.map:
            line = lines[row.map[0]]
            if _squashed(line) == _squashed(cells):
                continue
            raise PaperError(
                "The row “{line}” has more cells than its table has columns",
                r"Give the table another column, or write \| where no cell ends.",
                line=line.strip()[:80],
            )


def _squashed(cells: str) -> str:
    """Return a row without what parts its cells."""
    return "".join(character for character in cells if character not in "|\\>" and not character.isspace())


@dataclass(slots=True)
class _Cursor:
    """A place in a flat list of tokens."""

    tokens: Sequence[Token]
    at: int = 0

    def next(self) -> Token | None:
        """Return the next token and step over it; None at the end."""
        if self.at >= len(self.tokens):
            return None
        self.at += 1
        return self.tokens[self.at - 1]

    def until(self, kind: str) -> Iterator[Token]:
        """Yield tokens up to the next of this kind, which is stepped over."""
        while (token := self.next()) is not None and token.type != kind:
            yield token


@dataclass(frozen=True, slots=True)
class _Reader:
    marks: Mapping[str, tuple[Run, ...]]

    def blocks(self, cursor: _Cursor, close: str = "") -> Iterator[Block]:
        for token in cursor.until(close):
            match token.type:
                case "paragraph_open":
                    yield Paragraph(self._inline(cursor, "paragraph_close"))
                case "heading_open":
                    words = self._inline(cursor, "heading_close")
                    yield Heading(_text(words), max(2, int(token.tag[1])))
                case "blockquote_open":
                    yield Quote(tuple(_flowing(self.blocks(cursor, "blockquote_close"))))
                case "bullet_list_open":
                    yield Bullets(tuple(self._items(cursor, "bullet_list_close")))
                case "ordered_list_open":
                    start = token.attrGet("start")
                    first = 1 if start is None else int(start)
                    yield Bullets(tuple(self._items(cursor, "ordered_list_close")), first)
                case "table_open":
                    yield self._table(cursor)
                case other:  # pragma: no cover - the grammar above has no other block
                    raise AssertionError(other)

    def _items(self, cursor: _Cursor, close: str) -> Iterator[tuple[Paragraph | Bullets, ...]]:
        for _ in cursor.until(close):
            yield tuple(_flowing(self.blocks(cursor, "list_item_close")))

    def _table(self, cursor: _Cursor) -> Table:
        rows: list[tuple[Text, ...]] = []
        cells: list[Text] = []
        for token in cursor.until("table_close"):
            if token.type == "inline":
                cells.append(_text(self._runs(token.children or [])))
            elif token.type == "tr_close":
                rows.append(tuple(cells))
                cells = []
        return Table("", rows[0], tuple(rows[1:]))

    def _inline(self, cursor: _Cursor, close: str) -> tuple[Run, ...]:
        return tuple(run for token in cursor.until(close) for run in self._runs(token.children or []))

    def _runs(self, tokens: Sequence[Token]) -> tuple[Run, ...]:
        state = Run("")
        out: list[Run] = []
        for token in tokens:
            match token.type:
                case "text" | "text_special":
                    out += self._marked(replace(state, text=token.content))
                case "softbreak" | "hardbreak":
                    out.append(replace(state, text=" " if token.type == "softbreak" else "\n"))
                case "strong_open" | "strong_close":
                    state = replace(state, strong=token.nesting > 0)
                case "em_open" | "em_close":
                    state = replace(state, em=token.nesting > 0)
                case "link_open":
                    state = replace(state, href=_safe(str(token.attrGet("href") or "")))
                case "link_close":
                    state = replace(state, href="")
                case other:  # pragma: no cover - the grammar above has nothing else inline
                    raise AssertionError(other)
        return tuple(_joined(out))

    def _marked(self, run: Run) -> Iterator[Run]:
        held = ""
        for character in run.text:
            if character in self.marks:
                yield replace(run, text=held)
                yield from (_within(run, said) for said in self.marks[character])
                held = ""
            else:
                held += character
        yield replace(run, text=held)


def _within(run: Run, said: Run) -> Run:
    """Return what stands for a mark, as strong, leaning or linked as the words that the mark stands among."""
    return replace(said, strong=said.strong or run.strong, em=said.em or run.em, href=said.href or run.href)


def _text(runs: tuple[Run, ...]) -> Text:
    """Return plain words as they are, so that equal headings and cells are equal."""
    if any(replace(run, text="") != Run("") for run in runs):
        return runs
    return "".join(run.text for run in runs)


def _flowing(blocks: Iterator[Block]) -> Iterator[Paragraph | Bullets]:
    """Quotations and lists hold text and lists; a heading there becomes bold, a quotation its own text."""
    for block in blocks:
        match block:
            case Paragraph() | Bullets():
                yield block
            case Heading(text=text):
                yield Paragraph(tuple(replace(run, strong=True) for run in runs_of(text)))
            case Quote(blocks=inner):
                yield from inner
            case Table(head=head, rows=rows):
                yield from (Paragraph(_row(cells)) for cells in (head, *rows))
            case other:  # pragma: no cover - Markdown gives no other block
                raise AssertionError(other)


def _row(cells: Sequence[Text]) -> tuple[Run, ...]:
    """Return a table's row as a line of text."""
    apart = (run for cell in cells for run in (Run(" – "), *runs_of(cell)))
    return tuple(_joined(list(apart)[1:]))


def _joined(runs: list[Run]) -> Iterator[Run]:
    """Neighbours of one kind become one run; empty ones go."""
    last: Run | None = None
    for run in runs:
        if not run.text:
            continue
        if last is not None and replace(last, text="") == replace(run, text=""):
            last = replace(last, text=last.text + run.text)
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last


def _safe(href: str) -> str:
    if href.lower().startswith(SAFE_LINKS):
        return href
    raise PaperError(
        "The link “{href}” leads neither to the web, an e-mail address nor a telephone",
        "Write the whole address, such as https://…, mailto:… or tel:….",
        href=href,
    )
