"""Commands of the third journey: letter, letters, verify, overview, identity."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from reviewer.cli.given import ANY, FILE, FOLDER
from reviewer.cli.held_rows import held_row
from reviewer.cli.running import (
    casebook_argument,
    done,
    force_option,
    forcible,
    json_option,
    listing,
    on_terminal,
    password,
    password_option,
    reading,
    writing,
)
from reviewer.cli.table import Row, iso, printable
from reviewer.cli.translated import Group, argument, command, option
from reviewer.desk import new_reader, utc_now
from reviewer.desk.display import IdentityView, LetterMade, LetterOutcome, Verified
from reviewer.desk.outside import new_identity, show_identity
from reviewer.desk.verifying import verify_files
from reviewer.desk.words.language import say
from reviewer.desk.words.language_names import letter_language
from reviewer.desk.words.letters import beside_words, made_words
from reviewer.desk.words.objections import objection_lines
from reviewer.desk.words.signatures import verified_lines
from reviewer.errors import OtherSignerError, ReviewerError, StandsError
from reviewer.model import Letter

out_file = option("-o", "out", type=FILE, required=True, help="The file to write.")
sign_option = option("--sign", "identity_file", type=FILE, help="Sign with this PKCS#12 identity.")
language_option = option("--lang", "language", default="", help="Another language of the case, as cy.")
because_option = option(
    "--because", default="", help="Why it takes the place of a letter that is signed already."
)

deputy_option = option(
    "--as-deputy",
    "role",
    default="",
    metavar="ROLE",
    help="In which role a deputy signs for the signatory, as “Deputy Director”.",
)


def secret(file: Path | None) -> str:
    """Return the password of an identity: from the file, or asked on a terminal, or none."""
    given = password(file)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        return ""
    return str(click.prompt(say("Password of the identity"), default="", hide_input=True, show_default=False))


@contextmanager
def reasoned() -> Iterator[None]:
    """Name the option that gives the reason, where a signed letter stands, or the role, where a deputy signs."""
    try:
        yield
    except StandsError as error:
        raise StandsError(error.what, "Say why another takes its place: --because T.") from error
    except OtherSignerError as error:
        raise OtherSignerError(
            error.what, "{remedy} On the command line: --as-deputy ROLE.", remedy=error.remedy
        ) from error


@command()
@casebook_argument
@argument("body")
@out_file
@sign_option
@password_option
@deputy_option
@language_option
@because_option
@force_option
def letter(
    casebook: Path,
    body: str,
    out: Path,
    identity_file: Path | None,
    password_file: Path | None,
    role: str,
    language: str,
    because: str,
    force: bool,
) -> None:
    """Write a body's letter to a PDF, HTML or text file; with an identity, sign it."""
    opened = writing if identity_file else reading
    with opened(casebook) as desk, forcible(), reasoned():
        key = secret(password_file) if identity_file else ""
        if identity_file:
            _look_at(body, objection_lines(desk.letters.doubts(body, language)))
        made = desk.letters.write(
            body, out, identity_file, key, language, role=role, because=because, replace=force
        )
    _tell_beside(made)
    done(f"{made.path}  {made_words(made)}  {made.sha256[:12]}")


def _tell_beside(made: LetterMade) -> None:
    """Tell, beside the answer, that a draft is none of the letter that was signed."""
    if said := beside_words(made):
        click.echo(printable(f"{made.body}: {said}"), err=True)


@command()
@casebook_argument
@option("-o", "out", type=FOLDER, required=True, help="The folder to write to.")
@sign_option
@password_option
@deputy_option
@language_option
@because_option
@force_option
@json_option
def letters(
    casebook: Path,
    out: Path,
    identity_file: Path | None,
    password_file: Path | None,
    role: str,
    language: str,
    because: str,
    force: bool,
    as_json: bool,
) -> None:
    """Write the letter of every body that is ready, and say what the others lack; no file that is there is replaced."""
    opened = writing if identity_file else reading
    with opened(casebook) as desk, reasoned():
        key = secret(password_file) if identity_file else ""
        outcomes = desk.letters.write_all(
            out, identity_file, key, language, on_terminal(), role=role, because=because, replace=force
        )
        spoken = desk.drafts.language(language).framework.language
        shown = spoken if as_json else letter_language(desk.case, language)
        held = desk.held.of_letters() if identity_file else {}
    for outcome in outcomes:
        if outcome.made:
            _look_at(outcome.body, objection_lines(outcome.made.doubts))
            _tell_beside(outcome.made)
    rows = [
        {
            **_row(outcome, shown, as_json=as_json),
            **held_row(held.get(outcome.body) if outcome.made else None, as_json=as_json),
        }
        for outcome in outcomes
    ]
    listing(rows, ("body", "language", "file", "signature", "left"), as_json=as_json)
    if not any(outcome.made for outcome in outcomes):
        raise ReviewerError("No letter was written", "The row of each body says what is left to do for it.")


def _row(outcome: LetterOutcome, language: str, *, as_json: bool) -> Row:
    made = outcome.made
    signed = made.signed if made else None
    return {
        "body": outcome.body,
        "language": language,
        "file": str(made.path) if made else None,
        "signature": made_words(made) if made else None,
        **signer_row(signed),
        "left": list(outcome.left) if as_json else " ".join(outcome.left),
        "look_at": list(objection_lines(made.doubts)) if made else [],
    }


def signer_row(signed: Letter | None) -> Row:
    """Return who signed a letter by its certificate, when, and a deputy's role and for whom; None of each for a draft."""
    return {
        "signed_by": (signed.signed_by or None) if signed else None,
        "signed_at": iso(signed.signed_at) if signed and signed.signed_at else None,
        "role": (signed.role or None) if signed else None,
        "signed_for": (signed.signed_for or None) if signed else None,
    }


def _look_at(body: str, lines: Iterable[str]) -> None:
    """Tell, beside the answer, what may be wrong in a letter's words: it may be meant, and keeps nothing from being signed."""
    for line in lines:
        click.echo(printable(say("{body}: look at this: {line}", body=body, line=line)), err=True)


@command()
@argument("files", type=ANY, nargs=-1, required=True)
@option("--casebook", type=FOLDER, help="Ask too whether it is still this casebook's letter.")
@option("--trust", type=FILE, multiple=True, help="A certificate (PEM or DER) that the signer must rest on.")
@option("--revoked", type=FILE, multiple=True, help="A list of revoked certificates (CRL, PEM or DER).")
@json_option
def verify(
    files: tuple[Path, ...],
    casebook: Path | None,
    trust: tuple[Path, ...],
    revoked: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Check signed letters: whether good, by whom, when, for whom, and who vouches for the signer."""
    if casebook is not None:
        with reading(casebook) as desk:
            verified = desk.letters.verify(files, trust, revoked)
    else:
        with new_reader() as reader:
            verified = verify_files(reader.call, files, utc_now(), trust, revoked)
    _tell(verified, as_json=as_json)
    if not all(letter.good for letter in verified):
        raise click.exceptions.Exit(1)


def _tell(verified: tuple[Verified, ...], *, as_json: bool) -> None:
    rows = [
        {
            "file": str(letter.path),
            "good": letter.good,
            "title": letter.title,
            "reference": letter.reference,
            "signer": letter.signer,
            "signed_at": letter.signed_at,
            "reason": letter.reason,
            "intact": letter.intact,
            "whole_document_signed": letter.whole,
            "trusted": letter.trusted,
            "fingerprint": letter.fingerprint,
            "body": letter.body,
            "casebook": letter.casebook,
            "facts": [fact.code.value for fact in letter.facts],
            "sentences": list(letter.sentences),
        }
        for letter in verified
    ]
    if as_json:
        listing(rows, (), as_json=True)
        return
    for letter in verified:
        head, *more = verified_lines(letter, str(letter.path))
        for line in (head, *(f"  {line}" for line in more)):
            click.echo(printable(line), err=not letter.good)


@command()
@casebook_argument
@out_file
@language_option
@force_option
def overview(casebook: Path, out: Path, language: str, force: bool) -> None:
    """Write the national overview to a PDF, HTML or CSV file."""
    with reading(casebook) as desk:
        with forcible():
            done(str(desk.overview.write(out, language, replace=force)))
        if out.suffix.lower() == ".pdf" and (without := desk.overview.unprintable(language)):
            words = say(
                "Called by their code, as their names cannot be printed: {codes}.", codes=", ".join(without)
            )
            click.echo(words, err=True)


@click.group(cls=Group)
def identity() -> None:
    """Make or show a signing identity (PKCS#12)."""


@identity.command("new")
@argument("file", type=FILE)
@option("--name", required=True, help="The signatory's name, as it stands in the letter.")
@password_option
def identity_new(file: Path, name: str, password_file: Path | None) -> None:
    """Make a signing identity in a new file."""
    key = password(password_file)
    if key is None and sys.stdin.isatty():
        key = str(click.prompt(say("A password for it"), hide_input=True, confirmation_prompt=True))
    _show(new_identity(file, name, key or "", utc_now()))
    if not key:
        words = say("{file} has no password: whoever can read the file can sign with it.", file=file)
        click.echo(words, err=True)


@identity.command("show")
@argument("file", type=FILE)
@password_option
def identity_show(file: Path, password_file: Path | None) -> None:
    """Show whose identity it is and how long it holds."""
    _show(show_identity(file, secret(password_file), utc_now()))


def _show(view: IdentityView) -> None:
    holds = say("holds from {first} to {last}", first=view.not_before, last=view.not_after)
    for line in (view.name, f"  {holds}", f"  SHA-256 {view.fingerprint}"):
        done(line)
