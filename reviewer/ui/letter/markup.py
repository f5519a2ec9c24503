"""A draft as simple marked-up text for the preview: each finding's sentence is a link to its criterion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from reviewer.model import Origin
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
    from reviewer.desk.blocks import Paragraph

    told = [sentence for sentence in block.sentences if sentence.links or sentence.criteria]
    plain = len(block.blocks) == 1 and isinstance(block.blocks[0], Paragraph)
    if block.edited and told and plain:
        yield _row(" ".join(_sentence(sentence, keys, palette) for sentence in block.sentences), palette)
    else:
        findings = iter(sentence for sentence in told if sentence.origin is Origin.FINDING)
        marks: dict[str, str] = {}
        yield from (_block(part, findings, marks, keys, palette) for part in block.blocks)


def _taken_out(block: DraftBlock) -> str:
    words = QCoreApplication.translate("markup", "A paragraph was taken out: {}")
    return words.format(block.because or QCoreApplication.translate("markup", "without a reason"))


def _criteria(sentence: DraftSentence, keys: Mapping[str, str]) -> tuple[str, ...]:
    return sentence.criteria or tuple(keys[link] for link in sentence.links if link in keys)


def _sentence(sentence: DraftSentence, keys: Mapping[str, str], palette: Palette) -> str:
    criteria = _criteria(sentence, keys)
    return _link(criteria[0], escape(sentence.text), palette) if criteria else escape(sentence.text)


def _link(criterion: str, words: str, palette: Palette) -> str:
    return f'<a href="{CRITERION}{criterion}" style="color:{palette.ink}">{words}</a>'


def _block(
    block: Block,
    findings: Iterator[DraftSentence],
    marks: dict[str, str],
    keys: Mapping[str, str],
    palette: Palette,
) -> str:
    from reviewer.desk.blocks import Bullets, Heading, Paragraph, Quote, Table

    match block:
        case Paragraph(runs=runs):
            return f'<p style="color:{palette.ink}">{_runs(runs, findings, marks, keys, palette)}</p>'
        case Heading(text=text):
            return f'<p style="color:{palette.ink}"><b>{escape(text)}</b></p>'
        case Quote(blocks=inner):
            words = "".join(_block(part, findings, marks, keys, palette) for part in inner)
            return f'<blockquote style="margin-left:24px">{words}</blockquote>'
        case Bullets(items=items, first=first):
            lines = ("".join(_block(part, findings, marks, keys, palette) for part in item) for item in items)
            inside = "".join(f"<li>{line}</li>" for line in lines)
            return f"<ul>{inside}</ul>" if first is None else f'<ol start="{first}">{inside}</ol>'
        case Table(head=head, rows=rows):
            return _table(head, rows, palette)
        case _:
            return ""


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], palette: Palette) -> str:
    lines = [(f"<b>{escape(cell)}</b>" for cell in head), *((escape(cell) for cell in row) for row in rows)]
    inside = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in line)}</tr>" for line in lines)
    return f'<table border="1" cellspacing="0" cellpadding="4" style="color:{palette.ink}">{inside}</table>'


def _runs(
    runs: Iterable[Run],
    findings: Iterator[DraftSentence],
    marks: dict[str, str],
    keys: Mapping[str, str],
    palette: Palette,
) -> str:
    words = []
    for run in runs:
        text = escape(run.text).replace("\n", "<br>")
        text = f"<b>{text}</b>" if run.strong else text
        text = f"<i>{text}</i>" if run.em else text
        if run.mark:
            if run.mark not in marks:
                sentence = next(findings, None)
                criteria = _criteria(sentence, keys) if sentence else ()
                marks[run.mark] = criteria[0] if criteria else ""
            text = _link(marks[run.mark], text, palette) if marks[run.mark] else text
        words.append(text)
    return "".join(words)
