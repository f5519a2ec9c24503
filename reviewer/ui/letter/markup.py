"""A draft as simple marked-up text for the preview: each finding's sentence is a link to its criterion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from reviewer.desk.words.language import say
from reviewer.ui.theme import Palette

if TYPE_CHECKING:
    from reviewer.desk.blocks import Block, Run
    from reviewer.desk.values import DraftBlock, DraftSentence, LetterDraft

CRITERION = "criterion:"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the letter for a text browser; ``key`` is its paragraph's, "" for what is not written here."""

    key: str
    html: str
    edited: bool = False


def preview_pieces(draft: LetterDraft, palette: Palette) -> tuple[Piece, ...]:
    """Return the letter piece by piece; links are ``criterion:KEY``."""
    addressed = (*draft.addressee, draft.delivery, draft.copied_to)
    head = (
        "<br>".join(escape(line) for line in _sender(draft)),
        "<br>".join(escape(line) for line in addressed if line),
        escape(draft.date_line),
        f"<b>{escape(draft.subject)}</b>",
        escape(draft.salutation),
    )
    keys = {record: key for key, record in draft.verdicts}
    signatory = (
        f"<b>{escape(draft.signatory.name)}</b>",
        *(escape(title) for title in draft.signatory.titles),
    )
    return (
        *(Piece("", _row(words, palette)) for words in head),
        *(
            Piece(block.key, "".join(_block_rows(block, keys, palette)), block.edited)
            for block in draft.blocks
        ),
        Piece("", _row(escape(draft.closing), palette)),
        Piece("", _row("<br>".join(signatory), palette)),
    )


def _sender(draft: LetterDraft) -> Iterator[str]:
    yield draft.sender.organisation
    if draft.sender.strapline:
        yield draft.sender.strapline
    yield from draft.sender.address
    if draft.marking:
        yield draft.marking


def _row(words: str, palette: Palette) -> str:
    return f'<p style="color:{palette.ink}">{words}</p>'


def _block_rows(block: DraftBlock, keys: Mapping[str, str], palette: Palette) -> Iterator[str]:
    if block.edited and not block.blocks:
        yield _row(f"<i>{escape(_taken_out(block))}</i>", palette)
        return
    said = {
        sentence.mark: criteria[0] for sentence in block.sentences if (criteria := _criteria(sentence, keys))
    }
    yield from (_block(part, said, palette) for part in block.blocks)


def _taken_out(block: DraftBlock) -> str:
    words = say("A paragraph was taken out: {}")
    return words.format(block.because or say("without a reason"))


def _criteria(sentence: DraftSentence, keys: Mapping[str, str]) -> tuple[str, ...]:
    return sentence.criteria or tuple(keys[link] for link in sentence.links if link in keys)


def _link(criterion: str, words: str, palette: Palette) -> str:
    return f'<a href="{CRITERION}{criterion}" style="color:{palette.ink}">{words}</a>'


def _block(block: Block, said: Mapping[str, str], palette: Palette) -> str:
    """Return a block; ``said`` gives the criterion of what is marked, by mark."""
    from reviewer.desk.blocks import Bullets, Heading, Paragraph, Quote, Table, runs_of

    match block:
        case Paragraph(runs=runs):
            return f'<p style="color:{palette.ink}">{_runs(runs, said, palette)}</p>'
        case Heading(text=text):
            return f'<p style="color:{palette.ink}"><b>{_runs(runs_of(text), said, palette)}</b></p>'
        case Quote(blocks=inner):
            words = "".join(_block(part, said, palette) for part in inner)
            return f'<blockquote style="margin-left:24px">{words}</blockquote>'
        case Bullets(items=items, first=first):
            lines = ("".join(_block(part, said, palette) for part in item) for item in items)
            inside = "".join(f"<li>{line}</li>" for line in lines)
            return f"<ul>{inside}</ul>" if first is None else f'<ol start="{first}">{inside}</ol>'
        case Table(head=head, rows=rows):
            lines = (
                "".join(f"<td>{_runs(runs_of(cell), said, palette)}</td>" for cell in row)
                for row in (head, *rows)
            )
            return (
                f'<table border="1" cellpadding="4">{"".join(f"<tr>{line}</tr>" for line in lines)}</table>'
            )
        case _:
            return ""


def _runs(runs: Iterable[Run], said: Mapping[str, str], palette: Palette) -> str:
    words = []
    for run in runs:
        text = escape(run.text).replace("\n", "<br>")
        text = f"<b>{text}</b>" if run.strong else text
        text = f"<i>{text}</i>" if run.em else text
        words.append(_link(said[run.mark], text, palette) if run.mark in said else text)
    return "".join(words)
