"""Commands about one letter: its paragraphs as a person writes them, and the withdrawing of a signed one."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reviewer.cli.given import FILE, text_of
from reviewer.cli.running import casebook_argument, done, json_option, listing, reading, writing
from reviewer.cli.table import Row, printable
from reviewer.cli.translated import argument, command, option
from reviewer.cli.write import language_option
from reviewer.desk.drafts import new_key, order_after
from reviewer.desk.words.language import say
from reviewer.desk.words.letters import superseded_words
from reviewer.desk.words.objections import objection_lines
from reviewer.errors import NotReadyError, WrongUseError, ended
from reviewer.model.objections import OWN_WORDING

if TYPE_CHECKING:
    from reviewer.desk.values import DraftBlock, LetterDraft

NEW = "new"


@command()
@casebook_argument
@argument("body")
@argument("key", required=False)
@option("--text", help="Its words, in Markdown; empty words take it out of the letter.")
@option("--file", "text_file", type=FILE, help="A file with its words.")
@option("--after", default="", help="With `new`: the paragraph before it; the last if left out.")
@option("--link", "links", multiple=True, metavar="CRITERION", help="A verdict that the words rest on.")
@option("--because", default="", help="Why they are no finding, where they rest on no verdict.")
@option("--restore", is_flag=True, help="Let the composed paragraph stand again.")
@option("--resolve", is_flag=True, help="Settle what two people wrote differently with this.")
@language_option
@json_option
def paragraph(
    casebook: Path,
    body: str,
    key: str | None,
    text: str | None,
    text_file: Path | None,
    after: str,
    links: tuple[str, ...],
    because: str,
    restore: bool,
    resolve: bool,
    language: str,
    as_json: bool,
) -> None:
    """List the paragraphs of a letter; with a KEY write that one, with the key `new` another one."""
    said = text is not None or text_file is not None
    _refuse_unmeant(key, after, links, because, restore=restore, resolve=resolve, said=said)
    if key is None:
        with reading(casebook) as desk:
            rows = [_row(block) for block in desk.drafts.draft(body, language).blocks]
        listing(rows, ("key", "origin", "edited", "markdown"), as_json=as_json)
        return
    words = _words(text, text_file)
    if key == NEW and not words:
        raise click.UsageError(say("A new paragraph needs words: --text or --file."))
    with writing(casebook) as desk:
        draft = desk.drafts.draft(body, language)
        if restore:
            desk.drafts.restore(body, _block(draft, key).key, language)
            done(say("What was written of {key} is taken back.", key=key))
            return
        verdicts = dict(draft.verdicts)
        rests = tuple(_verdict(verdicts, desk.criterion(link).key) for link in links)
        if key == NEW:
            key, order = new_key(), order_after(draft, _block(draft, after).key if after else "")
        else:
            order = _block(draft, key).order
        desk.drafts.edit(body, key, order, words or "", language, rests, because, resolve=resolve)
        left = desk.drafts.objections(body, language)
    done(say("{key} written." if words else "{key} is taken out of the letter.", key=key))
    for line in objection_lines(each for each in left if each.code not in OWN_WORDING):  # it was just written
        click.echo(printable(f"  - {line}"), err=True)


def _refuse_unmeant(
    key: str | None,
    after: str,
    links: Sequence[str],
    because: str,
    *,
    restore: bool,
    resolve: bool,
    said: bool,
) -> None:
    """Raise UsageError for options that would be passed over: nothing that is said is ignored."""
    rests = bool(links or because)
    if key is None:
        if said or rests or after or restore or resolve:
            raise click.UsageError(say("Name the paragraph by its KEY, or say `new`."))
    elif restore == said or (restore and rests):
        raise click.UsageError(say("Say what becomes of the paragraph: --text, --file or --restore."))
    elif resolve and (restore or key == NEW):
        raise click.UsageError(
            say("--resolve goes with --text or --file, for a paragraph that two people wrote.")
        )
    elif after and key != NEW:
        raise click.UsageError(say("--after goes with `new`: a paragraph stays where it is."))


def _verdict(verdicts: Mapping[str, str], criterion: str) -> str:
    if criterion not in verdicts:
        raise WrongUseError(
            "There is no verdict on {criterion} to link to", "Judge it first: verdict.", criterion=criterion
        )
    return verdicts[criterion]


def _words(text: str | None, file: Path | None) -> str | None:
    if file is None:
        return text
    if text is not None:
        raise click.UsageError(say("Give the words by --text or by --file, not by both."))
    return text_of(file).strip()


def _block(draft: LetterDraft, key: str) -> DraftBlock:
    for block in draft.blocks:
        if block.key == key:
            return block
    raise WrongUseError("The letter has no paragraph “{key}”", "List them: paragraph CASEBOOK BODY.", key=key)


def _row(block: DraftBlock) -> Row:
    return {
        "key": block.key,
        "origin": block.origin,
        "edited": block.edited,
        "markdown": block.markdown,
        "because": block.because,
        "links": list(block.links),
    }


def _agreed(said: str) -> bool:
    """Ask on a terminal whether a letter is withdrawn; without one nobody has agreed."""
    return sys.stdin.isatty() and click.confirm(
        printable(f"{ended(said)} {say('Withdraw it for good?')}"), err=True
    )


@command()
@casebook_argument
@argument("body")
@option("--because", required=True, help="The reason, kept for good and told by `verify`.")
@option("--yes", is_flag=True, help="Do not ask.")
@language_option
def withdraw(casebook: Path, body: str, because: str, yes: bool, language: str) -> None:
    """Withdraw a signed letter, for good: its bytes are kept, and `verify` says that it was withdrawn and why."""
    with writing(casebook) as desk:
        before = desk.letters.superseded(body, language)
        if before and because.strip() and not yes and not _agreed("; ".join(map(superseded_words, before))):
            raise NotReadyError("Nothing was withdrawn", "Say yes, or --yes, to withdraw it for good.")
        sha = desk.letters.withdraw(body, because, language)
    done(say("{body}: the signed letter {letter} is withdrawn.", body=body, letter=sha[:12]))
