"""Papers to HTML: the accessible twin, whole in one file, with nothing that runs or is fetched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

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
    stepped,
)
from reviewer.paper.pictures import data_address, size_of

CSS = """
:root{color-scheme:light dark;--ink:#11141b;--soft:#4a4a4a;--accent:#1b2a57;--line:#9ea6b8;--tint:#e8ebf3;--ground:#fff;
--met:#1b7a45;--part:#b37600;--gap:#b42c27;--unknown:#666b78}
@media (prefers-color-scheme:dark){:root{--ink:#e9ebf1;--soft:#b9bdc8;--accent:#a9bdf5;--line:#5b6272;--tint:#232938;
--ground:#12151c;--met:#56c98a;--part:#e6b04a;--gap:#f0827c;--unknown:#a0a6b4}}
body{margin:0;background:var(--ground);color:var(--ink);font:1.0625rem/1.5 "Liberation Sans",Arial,Helvetica,sans-serif}
main,header.marking,footer.marking{max-width:42rem;margin:0 auto;padding:1.25rem}
main{overflow-wrap:break-word}
.marking{text-align:center;font-weight:bold;font-size:.85rem;color:var(--soft);padding-block:.5rem}
.reference{font-weight:normal;display:block}
h1{font-size:1.35rem;color:var(--accent);line-height:1.25}h2{font-size:1.2rem;color:var(--accent)}h3{font-size:1.05rem}
p{margin:0 0 .9rem}address{font-style:normal}a{color:var(--accent)}
.brand{font-size:1.4rem;font-weight:bold;color:var(--accent);margin-bottom:.1rem}.strap{color:var(--accent)}
.small{font-size:.9rem;color:var(--soft);margin-bottom:1.4rem}.strong{font-weight:bold}
.cover{font-size:2.1rem;font-weight:bold;line-height:1.15;color:var(--accent);margin:3rem 0 1rem}
blockquote{margin:0 1.5rem .9rem;padding-left:1rem;border-left:.2rem solid var(--line)}
ul,ol{margin:0 0 .9rem;padding-left:1.6rem}li p{margin:0 0 .3rem}
.wide{overflow-x:auto;margin:0 0 1.2rem}
table{border-collapse:collapse;width:100%;font-size:.95rem}caption{text-align:left;font-weight:bold;padding:.3rem 0}
th,td{text-align:left;vertical-align:top;padding:.35rem .5rem;border-bottom:1px solid var(--line)}
thead th{background:var(--tint);color:var(--accent)}tbody th{font-weight:normal}
.number{text-align:right;font-variant-numeric:tabular-nums}
figure{margin:0 0 1.2rem}.bar{display:grid;grid-template-columns:minmax(8rem,16rem) 1fr;gap:.75rem;align-items:center;margin:.25rem 0}
.bar span:last-child{display:flex;gap:.5rem;align-items:center}.bar i{display:block;height:.8rem;background:var(--accent)}
.met i{background:var(--met)}.part i{background:var(--part)}.gap i{background:var(--gap)}.unknown i{background:var(--unknown)}.none i{background:var(--line)}
.field{border:1px solid var(--accent);padding:.6rem .8rem;max-width:24rem}
@media print{:root{color-scheme:light;--ink:#000;--ground:#fff}main{max-width:none;padding:0}body{font-size:11pt}
p,li,tr,figure,blockquote{break-inside:avoid}h1,h2,h3,caption{break-after:avoid}thead{display:table-header-group}
.wide{overflow:visible}@page{size:A4;margin:22mm 25mm}}
"""


def render_html(paper: Paper) -> str:
    """Return a paper as one HTML file: language, title, landmarks, headings, tables with scope; no scripts."""
    above = [escape(text) for text in (paper.marking, ", ".join(paper.draft)) if text]
    marking = f'<header class="marking">{"<br>".join(above)}</header>' if above else ""
    reference = f'<span class="reference">{escape(paper.reference)}</span>' if paper.reference else ""
    below = "<br>".join(above) + reference
    foot = f'<footer class="marking">{below}</footer>' if below else ""
    return (
        f'<!doctype html>\n<html lang="{escape(paper.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(paper.title)}</title>\n"
        f'<meta name="author" content="{escape(paper.author)}">\n'
        f'<meta name="description" content="{escape(paper.subject)}">\n'
        f"<style>{CSS}</style>\n</head>\n<body>\n{marking}\n<main>\n"
        f"{html_of_blocks(paper.blocks)}\n</main>\n{foot}\n</body>\n</html>\n"
    )


def html_of_blocks(blocks: Iterable[Block]) -> str:
    """Return blocks as HTML, one a line, without a page around them."""
    return "\n".join(_block(block) for block in stepped(blocks))


def _block(block: Block) -> str:  # noqa: PLR0911  # one for each kind
    match block:
        case Paragraph(runs=runs, look=look):
            return f"<p{_class(look)}>{_runs(runs)}</p>"
        case Lines(runs=runs, look=look, contact=contact):
            text = f"<p{_class(look)}>{_runs(runs)}</p>"
            return f"<address>{text}</address>" if contact else text
        case Heading(text=text, level=level):
            return f"<h{level}>{_text(text)}</h{level}>"
        case Quote(blocks=inner):
            return f"<blockquote>{''.join(map(_block, inner))}</blockquote>"
        case Bullets():
            return _list(block)
        case Table():
            return _table(block)
        case Figure():
            return _figure(block)
        case Picture():
            return _picture(block)
        case Field(lines=lines):
            return f'<p class="field">{"<br>".join(map(_text, lines))}</p>'


def _list(block: Bullets) -> str:
    tag = "ul" if block.first is None else "ol"
    start = f' start="{block.first}"' if block.first not in {None, 1} else ""
    return f"<{tag}{start}>{''.join(f'<li>{_item(item)}</li>' for item in block.items)}</{tag}>"


def _item(item: Sequence[Paragraph | Bullets]) -> str:
    if len(item) == 1 and isinstance(item[0], Paragraph):
        return _runs(item[0].runs)
    return "".join(map(_block, item))


def _table(table: Table) -> str:
    head = "".join(
        f'<th scope="col"{_number(table, n)}>{_text(cell)}</th>' for n, cell in enumerate(table.head)
    )
    rows = "".join(f"<tr>{''.join(_cells(table, row))}</tr>" for row in table.rows)
    caption = f"<caption>{_text(table.caption)}</caption>" if table.caption else ""
    # A table that is wider than the screen scrolls by itself, and by keys: hence the focus (WCAG 2.1.1).
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{escape(table.caption or table.head[0])}">'
        f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _cells(table: Table, row: Sequence[str]) -> Iterator[str]:
    for number, cell in enumerate(row):
        tag, scope = ("td", "") if number else ("th", ' scope="row"')
        yield f"<{tag}{scope}{_number(table, number)}>{_text(cell)}</{tag}>"


def _number(table: Table, column: int) -> str:
    return ' class="number"' if column in table.numeric else ""


def _figure(figure: Figure) -> str:
    most = max((bar.count for bar in figure.bars), default=0) or 1
    bars = "".join(_bar(bar, most) for bar in figure.bars)
    return f'<figure role="img" aria-label="{escape(figure.alt)}">{bars}</figure>'


def _picture(picture: Picture) -> str:
    """The picture is in the file: nothing is fetched. Its size is in CSS pixels, 96 an inch."""
    width, height = (round(side * 96 / 72) for side in size_of(picture))
    lang = f' lang="{escape(picture.lang)}"' if picture.lang else ""
    return (
        f'<p class="logo"><img src="{data_address(picture)}" alt="{escape(picture.alt)}"{lang} '
        f'width="{width}" height="{height}"></p>'
    )


def _bar(bar: Bar, most: int) -> str:
    width = f"{80 * bar.count / most:.1f}%"
    tone = f" {escape(bar.tone)}" if bar.tone else ""
    return (
        f'<div class="bar{tone}"><span>{_text(bar.label)}</span>'
        f'<span><i style="width:{width}"></i>{bar.count}</span></div>'
    )


def _class(look: Look) -> str:
    return "" if look is Look.BODY else f' class="{look.value}"'


def _text(text: str) -> str:
    return escape(text, quote=False)


def _runs(runs: Iterable[Run]) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    text = _text(run.text).replace("\n", "<br>")
    if run.em:
        text = f"<em>{text}</em>"
    if run.strong:
        text = f"<strong>{text}</strong>"
    lang = f' lang="{escape(run.lang)}"' if run.lang else ""
    if run.href:
        return f'<a href="{escape(run.href)}"{lang}>{text}</a>'
    return f"<span{lang}>{text}</span>" if lang else text
