"""A draft as simple marked-up text for the preview: each finding's sentence is a link to its criterion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING

from reviewer.model import Origin
from reviewer.ui.theme import Palette

if TYPE_CHECKING:
    from reviewer.letters import DraftBlock, DraftSentence, LetterDraft
    from reviewer.paper import Block, Run

CRITERION = "criterion:"


def preview_html(draft: LetterDraft, palette: Palette) -> str:
    """Return the letter for a text browser; links are ``criterion:KEY``."""
    rows = [
        _row("<br>".join(escape(line) for line in _sender(draft)), palette),
        _row(
            "<br>".join(escape(line) for line in (*draft.addressee, draft.delivery, draft.copied_to) if line),
            palette,
        ),
        _row(escape(draft.date_line), palette),
        _row(f"<b>{escape(draft.subject)}</b>", palette),
        _row(escape(draft.salutation), palette),
    ]
    keys = {record: key for key, record in draft.verdicts}
    for block in draft.blocks:
        rows += _block_rows(block, keys, palette)
    rows.append(_row(escape(draft.closing), palette))
    signatory = (
        f"<b>{escape(draft.signatory.name)}</b>",
        *(escape(title) for title in draft.signatory.titles),
    )
    rows.append(_row("<br>".join(signatory), palette))
    return "".join(rows)


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
    told = [sentence for sentence in block.sentences if sentence.links or sentence.criteria]
    if block.edited and told:
        yield _row(" ".join(_sentence(sentence, keys, palette) for sentence in block.sentences), palette)
    else:
        findings = iter(sentence for sentence in told if sentence.origin is Origin.FINDING)
        marks: dict[str, str] = {}
        yield from (_block(part, findings, marks, keys, palette) for part in block.blocks)


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
    from reviewer.paper import Bullets, Heading, Paragraph, Quote

    match block:
        case Paragraph(runs=runs):
            return f'<p style="color:{palette.ink}">{_runs(runs, findings, marks, keys, palette)}</p>'
        case Heading(text=text):
            return f'<p style="color:{palette.ink}"><b>{escape(text)}</b></p>'
        case Quote(blocks=inner):
            words = "".join(_block(part, findings, marks, keys, palette) for part in inner)
            return f'<blockquote style="margin-left:24px">{words}</blockquote>'
        case Bullets(items=items):
            lines = ("".join(_block(part, findings, marks, keys, palette) for part in item) for item in items)
            return f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"
        case _:
            return ""


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
