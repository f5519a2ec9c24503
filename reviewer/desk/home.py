"""A person's own folders: the signing key of the records, settings, recent casebooks."""

from __future__ import annotations

import getpass
import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.desk.policy import NO_POLICY, Policy, Rule
from reviewer.desk.policy_kept import check_casebook, check_share, machines_policy
from reviewer.desk.recognition_here import RecognitionHere
from reviewer.desk.settings import CASES, NAME, RECENT, Settings
from reviewer.errors import Phrase, ReviewerError, WrongUseError, why_refused
from reviewer.model.frozen import dataclass

if TYPE_CHECKING:
    from reviewer.casebook import Author

REMEMBERED = 8
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class OpenedLast:
    """A casebook that was opened, by its folder, and whether it is there now: drives are taken out, folders moved."""

    folder: Path
    is_there: bool


@dataclass(frozen=True, slots=True)
class Home:
    """``config`` is the user's configuration folder, ``resources`` what the program brings along, ``policy`` what is set for the machine."""

    config: Path
    resources: Path
    data: Path
    policy: Policy = NO_POLICY
    settings: Settings = field(init=False, repr=False, compare=False)
    recognition: RecognitionHere = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Give the home its settings: one object, so that its lock is everybody's; and what is known of recognition here."""
        object.__setattr__(self, "settings", Settings(self.config))
        object.__setattr__(self, "recognition", RecognitionHere(self.settings))

    @classmethod
    def default(cls) -> Home:
        """Return the folders of this user on this machine."""
        from platformdirs import user_config_path, user_data_path

        above = Path(__file__).resolve().parents[2]  # of the repository, of the wheel
        return cls(
            user_config_path("reviewer", appauthor=False),
            next((f for f in (above / "resources", above / "reviewer_resources") if f.is_dir()), above),
            user_data_path("reviewer", appauthor=False),
            machines_policy(),
        )

    @property
    def recognises(self) -> bool:
        """Whether anything is recognised on this machine: an engine is there, and no policy has it off."""
        return self.policy.recognises and self.recognition.lacking is None

    def check_share(self, share: Path) -> None:
        """Raise PolicyError where the machine's policy does not have work shared there."""
        check_share(self.policy, share)

    def check_casebook(self, folder: Path, share: Path | None = None) -> None:
        """Raise PolicyError where it does not have a casebook made there, nor, if one is named, of that shared folder."""
        if share is not None:
            check_share(self.policy, share)
        check_casebook(self.policy, folder)

    def for_made_documents(self) -> Home:
        """Return this home for a sample, whose documents are made: where those may lie is nobody's rule."""
        policy = self.policy
        free = replace(policy, share=None, casebooks=None, closed=policy.closed & {Rule.RECOGNITION})
        return Home(self.config, self.resources, self.data, free)

    def casebooks_folder(self) -> Path:
        """Return the folder in which new casebooks are suggested."""
        place = self.policy.casebooks
        return documents_folder() if place is None else place.folder

    def author(self) -> Author:
        """Return who signs the records here; the key is made on first use.

        Raises ReviewerError when the key cannot be kept: unsigned work would be lost work.
        """
        from reviewer.casebook import load_or_make_author

        try:
            return load_or_make_author(self.config, self.known_name(), chosen=bool(self.chosen_name()))
        except OSError as error:
            message = Phrase(
                "Your key cannot be kept in {config}: {why}", config=self.config, why=why_refused(error)
            )
            raise ReviewerError(message, "Make that folder writable and try again.") from error

    def seal_key(self) -> bytes | None:
        """Return the key by which this machine knows signatures that have passed; None before there is an author."""
        from reviewer.casebook import seal_key_in

        return seal_key_in(self.config)

    def chosen_name(self) -> str:
        """Return the name that was chosen, for this run by REVIEWER_NAME or for good; "" where none was."""
        return plain_name(os.environ.get("REVIEWER_NAME", "")) or plain_name(self.settings.get(NAME))

    def choose_name(self, name: str) -> str:
        """Remember a name for the records, and return it as it will stand there; WrongUseError if it says nothing.

        ReviewerError where REVIEWER_NAME says another one: that would go on standing.
        """
        plain = plain_name(name)
        if not plain:
            raise WrongUseError("A name of letters is needed", "Give it as your colleagues know you.")
        given = plain_name(os.environ.get("REVIEWER_NAME", ""))
        if given and given != plain:
            raise ReviewerError(
                "REVIEWER_NAME says that you are {given}", "Take that away, then choose.", given=given
            )
        self.settings.put(NAME, plain)
        return plain

    def take_name(self, name: str) -> None:
        """Remember the name of whose key was loaded; for this run REVIEWER_NAME goes on standing."""
        if plain := plain_name(name):
            self.settings.put(NAME, plain)

    def known_name(self) -> str:
        """Return by which name the records know who works here: the one that was chosen, or the account's."""
        return self.chosen_name() or account_name()

    def recent(self) -> tuple[Path, ...]:
        """Return the casebooks opened last, newest first, those that are still there."""
        return tuple(path for path in self.settings.get(RECENT) if path.is_dir())

    def remember(self, folder: Path) -> None:
        """Put a casebook at the head of the recent ones; those that can't be reached just now are kept."""
        folder = folder.resolve()
        self.settings.update(RECENT, lambda known: (folder, *_without(known, folder))[:REMEMBERED])

    def opened_last(self) -> tuple[OpenedLast, ...]:
        """Return the casebooks opened last, newest first, those that are gone too."""
        return tuple(OpenedLast(path, path.is_dir()) for path in self.settings.get(RECENT))

    def forget(self, folder: Path) -> None:
        """Take a casebook off the recent ones; the casebook itself is left alone."""
        self.settings.update(RECENT, lambda known: tuple(_without(known, folder)))

    def cases(self) -> tuple[Path, ...]:
        """Return the case folders that are being filled in, the newest first, those that are there now."""
        return tuple(path for path in self.settings.get(CASES) if path.is_dir())

    def remember_case(self, folder: Path) -> None:
        """Put a case folder at the head of those that are being filled in."""
        folder = folder.resolve()
        self.settings.update(CASES, lambda known: (folder, *_without(known, folder))[:REMEMBERED])

    def forget_case(self, folder: Path) -> None:
        """Take a case folder off that list; the folder itself is left alone."""
        folder = folder.resolve()
        self.settings.update(CASES, lambda known: tuple(_without(known, folder)))


def _without(folders: Iterable[Path], folder: Path) -> Iterator[Path]:
    return (path for path in folders if path != folder)


def casebook_of(path: Path) -> Path:
    """Return the casebook that a path means: a file manager opens files, so that a casebook's own one stands for its folder."""
    return path.parent if path.name == "casebook.sqlite" and not path.is_dir() else path


def is_merged_file(path: Path) -> bool:
    """Tell whether a path that is to be opened means a merged file: one of its ending, or where one is not any more."""
    return path.suffix.lower() == ".sqlite" and not path.is_dir()


def own_folder() -> Path:
    """Return the folder that "~" stands for; the one that the program was started in where the system knows none."""
    try:
        return Path.home()
    except RuntimeError:
        return Path.cwd()


def documents_folder() -> Path:
    """Return the folder in which a person keeps documents."""
    folder = own_folder() / "Documents"
    return folder if folder.is_dir() else own_folder()


def plain_name(name: str) -> str:
    """Return a name as it can stand in a record: one line, with nothing in it that no person sees."""
    shown = (
        "" if unicodedata.category(each) == "Cf" else each if each.isprintable() else " " for each in name
    )
    return " ".join("".join(shown).split())[:LONGEST_NAME].rstrip()


def account_name() -> str:
    """Return the full name of the account, or its login: what a person is called who has not chosen a name."""
    login = _login()
    try:
        import pwd
    except ImportError:
        return login
    try:
        full = plain_name(pwd.getpwnam(login).pw_gecos.partition(",")[0])
    except KeyError:
        return login
    return full or login


def _login() -> str:
    try:
        return plain_name(getpass.getuser()) or "unnamed"
    except (KeyError, OSError):
        return "unnamed"
