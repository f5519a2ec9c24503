"""Looks through what was dropped, and proposes whose each entry is. Nothing is received here."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.desk.display import Cancelled, Progress, Report
from reviewer.desk.ordering import by_name
from reviewer.desk.session import Session
from reviewer.desk.triage.values import Item, Plan, Unfit
from reviewer.errors import CancelledError, WrongUseError, why_refused
from reviewer.review.assigning import Assigner, Entry, Sureness, addresses, by_domain, known_domains

if TYPE_CHECKING:
    from reviewer.desk.triage.remembered import Remembered
    from reviewer.documents.peeking import Peeked

MESSAGES = (".eml", ".msg", ".mbox")
MOST_MESSAGES, MOST_PAGES = 6, 3  # looked into for each entry


@dataclass(frozen=True, slots=True)
class _FileList:
    """The files of an entry with their size in bytes and time of change."""

    files: tuple[Path, ...]
    size: int
    stamp: str


class Looking:
    """One looking through; makes its proposals with what is known now."""

    def __init__(self, session: Session, remembered: Remembered) -> None:
        """Nothing is read yet."""
        self._session = session
        self._remembered = remembered
        inspection = session.case.inspection
        own = inspection.enquiries.email
        bodies = session.case.bodies
        joiners = [word for language in session.case.languages.values() for word in (language.all_word, "&")]
        self._assigner = Assigner(
            bodies, inspection.body_noun, joiners, known_domains(bodies, own), by_domain(self._senders(), own)
        )

    def _senders(self) -> Mapping[str, Sequence[str]]:
        """Return who sent the messages that each body's submission has, from the texts that are kept."""
        from reviewer.documents.peeking import senders_of
        from reviewer.model import Receipt, kind_named

        receipts = self._session.casebook.current(Receipt)
        summaries = self._session.casebook.index.summary({record.content.document for record in receipts})
        senders: dict[str, list[str]] = {}
        for record in receipts:
            known = summaries.get(record.content.document)
            text = (
                self._session.casebook.index.text(record.content.document)
                if known and kind_named(known.kind).mail
                else None
            )
            for part in text.parts[:1] if text else ():
                given = (address for line in senders_of(part.text) for address in addresses(line))
                senders.setdefault(record.content.body, []).extend(given)
        return senders

    # --- what was dropped ---------------------------------------------------------------------------

    def look(self, paths: Sequence[Path], progress: Report | None, cancelled: Cancelled | None) -> Plan:
        """Return what was dropped; one folder alone stands for what is in it. CancelledError when stopped."""
        entries = sorted(self._entries(paths), key=lambda path: (by_name(path.name), str(path)))
        items = []
        for done, path in enumerate(entries):
            if cancelled and cancelled():
                raise CancelledError("Looking was stopped; nothing was received", "Drop the folder again.")
            if progress:
                progress(Progress(done, len(entries), path.name))
            items.append(self._item(path))
        return Plan(tuple(items))

    def _entries(self, paths: Sequence[Path]) -> Iterator[Path]:
        for path in paths:
            if not path.exists():
                raise WrongUseError(
                    "{path} does not exist", "Check the name; is the drive still there?", path=path
                )
            if self._lies_in(path):
                raise WrongUseError("{path} is or lies in this casebook", "Name what was sent.", path=path)
        given = [path.absolute() for path in paths]
        if len(given) == 1 and given[0].is_dir():
            yield from _opened(given[0])
        for path in dict.fromkeys(given) if len(given) > 1 else ():
            yield path
        if len(given) == 1 and not given[0].is_dir():
            yield given[0]

    def _lies_in(self, path: Path) -> bool:
        own, place = self._session.folder.resolve(), path.resolve()
        return own == place or own in place.parents

    def _item(self, path: Path) -> Item:
        from reviewer.documents.intake import readable

        name = readable(path.name)
        own, place = self._session.folder.resolve(), path.resolve()
        if own == place or place in own.parents or own in place.parents:
            proposal = self._assigner.propose(Entry(""))
            return Item(path, name, 0, 0, "", proposal, unfit=Unfit.INSIDE)
        files = _files(path)
        proposal = self._assigner.propose(Entry(name))
        proposal = self._assigner.propose(
            self._entry(path, name, files, named=proposal.sureness is Sureness.SURE)
        )
        item = Item(path, name, len(files.files), files.size, files.stamp, proposal)
        if not files.files:
            return replace(item, unfit=Unfit.EMPTY)
        chosen = self._remembered.chosen(path)
        codes = {body.code for body in self._session.case.bodies}
        sure = proposal.body if proposal.sureness is Sureness.SURE and chosen != "" else ""
        done = self._remembered.done(path, files.stamp)
        return replace(item, chosen=chosen if chosen in codes else sure, done=done, left_out=chosen == "")

    def _entry(self, path: Path, name: str, mail: _FileList, *, named: bool) -> Entry:
        """Look into the messages; and where the name does not say it, into archives and first pages."""
        folders = [child for child in path.iterdir() if child.is_dir()] if path.is_dir() else []
        inside = [child.name for child in folders]
        senders: list[str] = []
        page = ""
        for seen in self._peeks(mail.files, others=not named):
            senders += [address for line in seen.senders for address in addresses(line)]
            inside += seen.inside
            page = page or seen.text
        return Entry(name, tuple(inside), tuple(dict.fromkeys(senders)), page)

    def _peeks(self, files: Iterable[Path], *, others: bool) -> Iterator[Peeked]:
        from reviewer.documents.peeking import peek

        messages = [path for path in files if path.suffix.lower() in MESSAGES]
        wanted = messages[:MOST_MESSAGES]
        if others:
            wanted += [path for path in files if path not in messages][:MOST_PAGES]
        for path in wanted:
            seen = peek(self._session.reader, path, path.name)
            if seen is not None:
                yield seen


def _opened(folder: Path) -> Iterator[Path]:
    """Give what is in a folder, without a system's own litter."""
    from reviewer.documents.intake import NOISE

    try:
        names = [entry.path for entry in os.scandir(folder) if entry.name.lower() not in NOISE]
    except OSError as error:
        raise WrongUseError(
            "{folder} cannot be opened: {why}",
            "Check your rights to it.",
            folder=folder,
            why=why_refused(error),
        ) from error
    yield from map(Path, names)


def _files(path: Path) -> _FileList:
    """Return the files of an entry; the stamp is of their places, sizes and times of change."""
    from reviewer.documents.intake import walk

    digest = hashlib.sha256()
    files: list[Path] = []
    size = 0
    for each in walk(path):
        if not isinstance(each, Path):
            continue
        try:
            state = each.stat()
        except OSError:
            continue  # gone meanwhile: receiving it says so
        files.append(each)
        size += state.st_size
        line = f"{each}\0{state.st_size}\0{state.st_mtime_ns}\n"
        digest.update(line.encode("utf-8", "surrogateescape"))
    return _FileList(tuple(files), size, digest.hexdigest())
