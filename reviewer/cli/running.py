"""How every command is run: errors to one line, exit codes, opening a casebook, tables and JSON."""

from __future__ import annotations

import errno
import json
import logging
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from keyword import iskeyword
from pathlib import Path

import click

from reviewer import __version__
from reviewer.cli.given import CASEBOOK, FILE, text_of
from reviewer.cli.table import Row, printable, table_lines
from reviewer.cli.translated import Group, Option, argument, option
from reviewer.desk import Desk, Home
from reviewer.desk.display import Progress
from reviewer.desk.policy_kept import machines_policy
from reviewer.desk.words.errors import error_words
from reviewer.desk.words.language import lend_to_libraries, say
from reviewer.errors import CancelledError, Phrase, ReviewerError, TakenError, WrongUseError, why_refused

UNPRINTABLE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF}

COMMANDS = (
    "demo", "case", "new", "amend", "join", "receive", "unlock", "triage", "chaser", "recognise", "include", "move", "documents", "text", "search",
    "unread", "seen", "transcribe",
    "evidence", "passages", "confirm",
    "untie", "note", "versions", "version", "compare", "carry", "verdict",
    "absence", "category", "status", "show", "resolve", "paragraph", "letter", "letters", "register", "withdraw", "verify", "overview",
    "history", "undo", "redo", "name", "key", "sync", "members", "admit", "refuse", "remove", "heir", "held", "backup", "backups", "restore",
    "export", "import", "check", "identity", "licences",
)  # fmt: skip


class Commands(Group):
    """Loads a command's module when it is asked for, so that ``--help`` and small verbs start at once."""

    MODULES: Mapping[str, str] = {
        **dict.fromkeys(("new", "receive", "unlock", "recognise", "include", "documents", "text"), "receive"),
        "move": "move",
        "search": "search",
        **dict.fromkeys(("unread", "seen", "transcribe"), "pieces"),
        **dict.fromkeys(("evidence", "verdict", "absence", "category", "status"), "judge"),
        **dict.fromkeys(("letter", "letters", "verify", "overview", "identity"), "write"),
        **dict.fromkeys(("untie", "note"), "tied"),
        **dict.fromkeys(("paragraph", "withdraw"), "paragraph"),
        **dict.fromkeys(("show", "resolve"), "conflicts"),
        "register": "register",
        **dict.fromkeys(("history", "undo", "redo", "name"), "acts"),
        **dict.fromkeys(("join", "sync", "check"), "share"),
        **dict.fromkeys(("members", "admit", "refuse", "remove", "heir", "held"), "members"),
        **dict.fromkeys(("triage", "chaser"), "triage"),
        **dict.fromkeys(("passages", "confirm", "versions", "version", "compare", "carry"), "versions"),
        **dict.fromkeys(("backup", "backups", "restore", "export", "import"), "backups"),
        "demo": "demo",
        "key": "author_key",
        "amend": "amend",
        "case": "case_folders",
        "licences": "licences",
    }

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands in the order of the walk."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a command's module and return the command, or None."""
        from importlib import import_module

        if cmd_name not in self.MODULES:
            return None
        module = import_module(f"reviewer.cli.{self.MODULES[cmd_name]}")
        command = getattr(module, f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name)
        if not isinstance(command, click.Command):
            raise TypeError(cmd_name)
        return command


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(
    __version__, cls=Option, help="Show the version and exit.", message=f"reviewer {__version__}"
)
def reviewer() -> None:
    """Read what forces send beside a checklist, judge with evidence, and sign the letters.

    Without a command, `python3 main.py [CASEBOOK]` opens the window.
    """
    _tell_policy_faults()


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; never a traceback for what a person can mend."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a file name may hold bytes that are no text
            stream.reconfigure(errors="backslashreplace")
    lend_to_libraries()
    try:
        # A command that found something wanting leaves by ctx.exit(1), which click hands back here.
        code = reviewer.main(args=list(argv) if argv is not None else None, standalone_mode=False)
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the last stop: each becomes one line
        return _tell(_told(error))
    return code if isinstance(code, int) else 0


def _told(error: BaseException) -> ReviewerError:
    """Return what to tell the person of whatever ended a command; what is a bug goes to the log whole."""
    if isinstance(error, ReviewerError):
        return error
    if isinstance(error, click.ClickException):
        return _wrong_use(error)
    if isinstance(error, (click.Abort, KeyboardInterrupt)):
        return CancelledError("Stopped; what was done is kept")
    if isinstance(error, OSError) and error.filename is None and error.errno in UNPRINTABLE:
        message = Phrase("The output cannot be written: {why}", why=why_refused(error))
        return ReviewerError(message, "What was done is kept; send the output elsewhere.")
    logging.getLogger("reviewer").error("A bug", exc_info=error)
    return ReviewerError("Reviewer failed by a fault of its own", "Please report the lines above.")


def _wrong_use(error: click.ClickException) -> ReviewerError:
    """Say in one line what click says in four."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    asked = context.command_path if context else "reviewer"
    kind = WrongUseError if error.exit_code == WrongUseError.exit_code else ReviewerError
    if isinstance(error, click.exceptions.NoArgsIsHelpError):  # its message is the whole help
        message = Phrase("A command is missing")
    else:
        message = Phrase("{why}", why=error.format_message())
    return kind(message, Phrase("See: {command} --help.", command=asked))


def _tell(error: ReviewerError) -> int:
    aside(f"reviewer: {error_words(error)}")
    return error.exit_code


# --- opening ---------------------------------------------------------------------------------------


def home() -> Home:
    """Return this user's folders."""
    return Home.default()


@contextmanager
def reading(casebook: Path, *, checking: bool = False) -> Iterator[Desk]:
    """Open a casebook to read it, also while it is open elsewhere; ``checking``: all of it is checked first."""
    with Desk.open(casebook, home(), writable=False, checking=checking, progress=on_terminal()) as desk:
        _tell_notice(desk)
        yield desk


@contextmanager
def writing(casebook: Path) -> Iterator[Desk]:
    """Open a casebook to write to it; CasebookBusyError while it is open elsewhere."""
    with Desk.open(casebook, home(), progress=on_terminal()) as desk:
        if not desk.read_only:  # else the refusal says it
            _tell_notice(desk)
        yield desk


def _tell_policy_faults() -> None:
    """Say what in the policy file of this machine cannot be followed: it is never passed over."""
    policy = machines_policy()
    if policy.faults:
        from reviewer.desk.words.policy import fault_lines

        for line in fault_lines(policy):
            aside(f"reviewer: {line}")


def _tell_notice(desk: Desk) -> None:
    """Say what the person should know of this opening: what was altered or is damaged in it."""
    if desk.notice:
        aside(f"reviewer: {desk.notice}")


# --- what a person gives ---------------------------------------------------------------------------

casebook_argument = argument("casebook", type=CASEBOOK)
password_option = option("--password-file", type=FILE, help="A file whose first line is the password.")
force_option = option("--force", is_flag=True, help="Replace a file that is there already.")
json_option = option("--json", "as_json", is_flag=True, help="Print one array of objects.")


@contextmanager
def forcible() -> Iterator[None]:
    """Name the option of a command that writes, where a file is in its way."""
    try:
        yield
    except TakenError as error:
        raise TakenError(error.what, "{remedy} Or say --force to replace it.", remedy=error.remedy) from error


def password(file: Path | None) -> str | None:
    """Return the first line of a password file, or None where no file was given."""
    if file is None:
        return None
    lines = text_of(file, "The password file ", pipe=True).splitlines()
    return lines[0] if lines else ""


# --- what is printed -------------------------------------------------------------------------------


def listing(rows: Sequence[Row], columns: Sequence[str], *, as_json: bool, empty: str = "") -> None:
    """Print rows whole as one JSON array, or the named columns as a table, where long names are cut."""
    if as_json:
        click.echo(json.dumps(list(rows), ensure_ascii=False, indent=1, default=str))
    elif not rows:
        click.echo(empty, err=True)
    else:
        for line in table_lines(columns, rows):
            click.echo(line)


def on_terminal() -> Callable[[Progress], None] | None:
    """Return a reporter that keeps one line of a terminal up to date; None where there is none."""
    if not sys.stderr.isatty():
        return None

    def report(progress: Progress) -> None:
        total = progress.total
        far = say("{done} of {all}", done=progress.done, all=total) if total else str(progress.done)
        name = printable(progress.name)[:60]
        click.echo(f"\r\x1b[K{far}  {name}", nl=False, err=True)

    return report


def aside(line: str) -> None:
    """Print a line on standard error, beside what is listed; its control characters are shown and not obeyed."""
    click.echo(printable(line), err=True)


def done(sentence: str) -> None:
    """Say what was done, on standard error where a terminal line was kept there."""
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)
    click.echo(printable(sentence))
