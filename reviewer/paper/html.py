"""Papers to HTML: the accessible twin, whole in one file, with nothing that runs or is fetched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from textwrap import shorten

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
    leads_on,
    plain,
    runs_of,
    stepped,
    texts,
)
from reviewer.paper.html_columns import broken_columns
from reviewer.paper.html_style import CSS
from reviewer.paper.pictures import data_address, size_of

LONGEST_TITLE = 70  # characters: what tabs, lists of results and html-validate's "long-title" have room for

LONGEST_KEPT = 600  # characters of a text that is kept whole with what it goes with


def render_html(paper: Paper) -> str:
    """Return a paper as one HTML file: language, title, landmarks, headings, tables with scope; no scripts."""
    said = ((paper.marking, paper.marking_language), (", ".join(paper.draft), paper.draft_language))
    above = [_run(Run(text, lang=language)) for text, language in said if text]
    marking = f'<header class="marking">{"<br>".join(above)}</header>' if above else ""
    reference = f'<span class="reference">{escape(paper.reference)}</span>' if paper.reference else ""
    below = "<br>".join(above) + reference
    foot = f'<footer class="marking">{below}</footer>' if below else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(paper.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title{_lang(paper.title_language)}>{escape(_title(paper.heading))}</title>\n"
        f'<meta name="author" content="{escape(paper.author)}">\n'
        f'<meta name="description" content="{escape(paper.subject)}"{_lang(paper.title_language)}>\n'
        f"<style>{CSS}</style>\n</head>\n<body{_draft(paper)}>\n{marking}\n<main>\n"
        f"{html_of_blocks(paper.blocks)}\n</main>\n{foot}\n</body>\n</html>\n"
    )


def _draft(paper: Paper) -> str:
    """What a browser prints across each page of a draft."""
    return f' data-draft="{escape(paper.draft[0])}"' if paper.draft else ""


def html_of_blocks(blocks: Iterable[Block]) -> str:
    """Return blocks as HTML, one a line, without a page around them."""
    return "\n".join(_named(blocks))


def _named(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield each block's HTML. Each table has a name that no other has; a heading without words is none."""
    names: Counter[str] = Counter()
    for block in _kept(stepped(blocks)):
        match block:
            case tuple():
                yield f'<div class="kept">{"".join(map(_block, block))}</div>'
            case Table():
                name = _name_of(block)
                names[name] += 1
                again = names[name] > 1
                yield _table(
                    block,
                    f"{name} ({names[name]})" if again else name,
                    "" if again else f"table-{names.total()}",
                )
            case Heading(text=text) if not plain(runs_of(text)).strip():
                continue
            case _:
                yield _block(block)


def _kept(blocks: Sequence[Block]) -> Iterator[Block | tuple[Block, ...]]:
    """Yield blocks, and together those few lines that a printed sheet keeps together: the closing, who signs, the seal.

    A browser breaks a page within what only says that it goes with the next one.
    """
    held: list[Block] = []
    for block in blocks:
        short = isinstance(block, Paragraph | Lines | Field) and len("".join(texts(block))) <= LONGEST_KEPT
        if not short:
            yield from held
            held = []
            yield block
            continue
        held.append(block)
        if not leads_on(block):
            yield tuple(held) if len(held) > 1 else block
            held = []
    yield from held


def _title(title: str) -> str:
    """Return a title as a browser's tab has room for it, cut between words where it can be."""
    short = shorten(title, LONGEST_TITLE, placeholder="…")
    return short if short != "…" else f"{title.strip()[: LONGEST_TITLE - 1]}…"


def _block(block: Block) -> str:  # noqa: PLR0911  # one for each kind
    match block:
        case Paragraph(runs=runs, look=look):
            return f"<p{_class(block, look)}>{_runs(runs)}</p>"
        case Lines(runs=runs, look=look, contact=contact):
            text = f"<p{_class(block, look)}>{_runs(runs)}</p>"
            return f"<address>{text}</address>" if contact else text
        case Heading(text=text, level=level):
            return f"<h{level}>{_runs(runs_of(text))}</h{level}>"
        case Quote(blocks=inner):
            return f"<blockquote{_class(block)}>{''.join(map(_block, inner))}</blockquote>"
        case Bullets():
            return _list(block)
        case Table():
            return _table(block, _name_of(block))
        case Figure():
            return _figure(block)
        case Picture():
            return _picture(block)
        case Field(lines=lines, language=language):
            return f'<p class="field"{_lang(language)}>{"<br>".join(map(_text, lines))}</p>'


def _list(block: Bullets) -> str:
    tag = "ul" if block.first is None else "ol"
    start = f' start="{block.first}"' if block.first not in {None, 1} else ""
    return (
        f"<{tag}{start}{_class(block)}>{''.join(f'<li>{_item(item)}</li>' for item in block.items)}</{tag}>"
    )


def _item(item: Sequence[Paragraph | Bullets]) -> str:
    if len(item) == 1 and isinstance(item[0], Paragraph):
        return _runs(item[0].runs)
    return "".join(map(_block, item))


def _table(table: Table, name: str, anchor: str = "") -> str:
    """A table, called ``name`` or, where that has words of other languages, by what stands at ``anchor``."""
    named = runs_of(table.caption) if table.caption else [run for cell in table.head for run in runs_of(cell)]
    by = anchor if any(run.lang for run in named) else ""
    at = f' id="{by}"' if by else ""
    name = f'aria-labelledby="{by}"' if by else f'aria-label="{escape(name)}"'
    classes = _column_classes(table)
    head = "".join(_cell(classes[n], cell, "col") for n, cell in enumerate(table.head))
    rows = "".join(
        f"<tr>{''.join(_cell(classes[n], cell, '' if n else 'row') for n, cell in enumerate(row))}</tr>"
        for row in table.rows
    )
    caption = f"<caption{at}>{_runs(runs_of(table.caption))}</caption>" if table.caption else ""
    # A table that is wider than the screen scrolls by itself, and by keys: hence the focus (WCAG 2.1.1).
    return (
        f'<section{_class(table, "wide")} tabindex="0" {name}>'
        f"<table>{caption}<thead><tr{'' if table.caption else at}>{head}</tr></thead><tbody>{rows}</tbody></table></section>"
    )


def _name_of(table: Table) -> str:
    """Return what a table is called where nothing is seen of it: its caption, else its columns, else its first words."""
    head = [plain(runs_of(cell)).strip() for cell in table.head]
    cells = (plain(runs_of(cell)).strip() for row in table.rows for cell in row)
    return (
        plain(runs_of(table.caption)).strip()
        or ", ".join(filter(None, head))
        or next(filter(None, cells), "–")
    )


def _cell(classes: str, cell: Text, scope: str) -> str:
    """A cell that heads a column or a row, or one that holds no more than itself; an empty one heads nothing."""
    head = scope and plain(runs_of(cell)).strip()
    tag, where = ("th", f' scope="{scope}"') if head else ("td", "")
    return f"<{tag}{where}{classes}>{_runs(runs_of(cell))}</{tag}>"


def _column_classes(table: Table) -> list[str]:
    """Return each column's classes: numbers stand right, and words break in print where the table is too wide for a sheet."""
    broken = broken_columns(table)
    return [
        _classes(("number" if n in table.numeric else "", "broken" if n in broken else ""))
        for n in range(len(table.head))
    ]


def _figure(figure: Figure) -> str:
    most = max((bar.count for bar in figure.bars), default=0) or 1
    bars = "".join(_bar(bar, most) for bar in figure.bars)
    return f'<figure role="img" aria-label="{escape(figure.alt)}"{_lang(figure.language)}>{bars}</figure>'


def _picture(picture: Picture) -> str:
    """The picture is in the file: nothing is fetched. Its size is in CSS pixels, 96 an inch."""
    width, height = (round(side * 96 / 72) for side in size_of(picture))
    return (
        f'<p class="logo"><img src="{data_address(picture)}" alt="{escape(picture.alt)}"{_lang(picture.lang)} '
        f'width="{width}" height="{height}"></p>'
    )


def _bar(bar: Bar, most: int) -> str:
    """A bar is drawn as a shape: browsers leave grounds out when they print."""
    tone = f" {escape(bar.tone)}" if bar.tone else ""
    shape = f'<rect width="{100 * bar.count / most:.1f}" height="1"/>' if bar.count else ""
    return (
        f'<div class="bar{tone}"><span>{_runs(runs_of(bar.label))}</span><span class="count">{bar.count}</span>'
        f'<svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">{shape}</svg></div>'
    )


def _class(block: Block, *names: str) -> str:
    """Return a block's classes: how it looks, its own, and whether it stays with the next one in print."""
    return _classes((*("" if name == Look.BODY else name for name in names), "on" if leads_on(block) else ""))


def _classes(names: Iterable[str]) -> str:
    there = " ".join(filter(None, names))
    return f' class="{there}"' if there else ""


def _lang(language: str) -> str:
    return f' lang="{escape(language)}"' if language else ""


def _text(text: str) -> str:
    return escape(text, quote=False)


def _runs(runs: Iterable[Run]) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    text = _text(run.text).replace("\n", "<br>")
    if run.href.startswith("tel:"):
        text = text.replace(" ", "&nbsp;").replace("-", "&#8209;")  # a number is not broken
    if run.em:
        text = f"<em>{text}</em>"
    if run.strong:
        text = f"<strong>{text}</strong>"
    lang = _lang(run.lang)
    if run.href:
        return f'<a href="{escape(run.href)}"{lang}>{text}</a>'
    return f"<span{lang}>{text}</span>" if lang else text
