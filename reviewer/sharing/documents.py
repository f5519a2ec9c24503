"""The documents' half of a sync: received files and issued letters, copied by hash, only what is missing.

Absence never means deletion, on either side. A file whose hash is wrong is "not there yet": it is told,
never taken, and replaced by whoever has the good one.
"""

from __future__ import annotations

import errno
import hashlib
import secrets
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from reviewer.casebook import Casebook, is_sha256
from reviewer.errors import CasebookError, Phrase, ReviewerError, ShareError, why_refused
from reviewer.model import Letter, Receipt
from reviewer.sharing.share import DOCUMENTS, Share, copied_hash, stored_hash, stored_name
from reviewer.sharing.share_notes import ShareNotes
from reviewer.sharing.stored import store
from reviewer.sharing.suspects import clear_suspects
from reviewer.sharing.sync_report import Step, Tally

_CHUNK = 1 << 20


class DocumentExchange:
    """Carries documents between one casebook and one share."""

    def __init__(self, casebook: Casebook, share: Share, tally: Tally, notes: ShareNotes) -> None:
        """Take both sides, where to count, and what is remembered from sync to sync."""
        self._casebook = casebook
        self._share = share
        self._tally = tally
        self._notes = notes
        self._passing = casebook.folder / "cache" / "incoming"
        self._doubted: set[str] = set()
        """Documents that nothing was read of yet: it may be that their files are damaged."""
        self._copies: dict[str, list[str]] = {}
        """Conflict copies by the SHA-256 in their names."""
        self._unsent: set[str] = set()
        """Documents that are here and do not lie there, whole."""

    def run(self, listed: Mapping[str, int], rotten: Collection[str], now: int) -> Iterator[Step]:
        """Send what the share lacks, then fetch what the casebook lacks and its records name, a step for each.

        ``listed`` is what lies there (name -> bytes), ``rotten`` what a scrub found damaged there (SHA-256), ``now`` in UTC µs.
        Raises ShareError if the share refuses to be written to: what it gives was fetched by then.
        """
        there = {sha: size for name, size in listed.items() if (sha := stored_hash(name))}
        for name in sorted(listed):
            if sha := copied_hash(name):
                self._copies.setdefault(sha, []).append(name)
        here = set(self._casebook.files.all())
        asked_for = documents_asked_for(self._casebook)
        fetched = {
            sha
            for sha in there.keys() | self._copies.keys()
            if asked_for is None or sha in asked_for or sha in here
        }
        received = {record.content.document for record in self._casebook.current(Receipt)} & here
        self._doubted = received - self._casebook.index.summary(received).keys()
        refusal: ShareError | None = None
        try:
            yield from self._send(there, here, rotten)
        except ShareError as error:
            refusal = error  # a share that is full or read-only still gives what colleagues put there
        yield from self._fetch(there, fetched, here, now)
        if refusal is not None:
            raise refusal
        self._tell_missing(here)

    def _send(self, there: Mapping[str, int], here: set[str], rotten: Collection[str]) -> Iterator[Step]:
        wanted = sorted(sha for sha in here if self._lacks(there, sha) or sha in rotten)
        packs, position = self._casebook.packs, self._casebook.packs.last_record()
        named = self._casebook.team.holding.named_documents()

        def sent_to() -> int:
            return min((position, *(named[sha] - 1 for sha in self._unsent & named.keys())))

        self._unsent = set(wanted)
        packs.all_documents_sent(min(sent_to(), packs.documents_sent()))  # what is gone there is not there
        try:
            for number, sha in enumerate(wanted, 1):
                if self._is_sent(sha):
                    self._unsent.discard(sha)
                yield Step("document sent", number, len(wanted))
        finally:
            packs.all_documents_sent(sent_to())
        clear_suspects(self._casebook)

    def _is_sent(self, sha: str) -> bool:
        """Send a document; False where it is damaged here, so that it was not."""
        if not self._casebook.files.verified(sha):
            self._tally.notice(
                Phrase("The document {sha} on this laptop is damaged, so it was not shared.", sha=sha[:12])
            )
            return False
        path = self._casebook.files.path(sha)
        if store(self._share, stored_name(DOCUMENTS, sha), sha, lambda: path.open("rb")):
            self._tally.documents_up += 1
        return True

    def _lacks(self, there: Mapping[str, int], sha: str) -> bool:
        size = there.get(sha)
        return size is None or size != self._casebook.files.size(sha)

    def _fetch(
        self, there: Mapping[str, int], asked_for: Collection[str], here: set[str], now: int
    ) -> Iterator[Step]:
        wanted = sorted(sha for sha in asked_for if sha not in here or not self._sized(there, sha))
        damaged = {}
        for number, sha in enumerate(wanted, 1):
            if self._fetch_one(sha, there):
                here.add(sha)
                self._tally.documents_down += 1
            elif sha in there:
                damaged[stored_name(DOCUMENTS, sha)] = there[sha]
            yield Step("document fetched", number, len(wanted))
        for name in self._notes.still_arriving(damaged, DOCUMENTS, now):
            document = name[-64:][:12]
            self._tally.notice(f"The document {document} in the shared folder is damaged or still arriving.")

    def _sized(self, there: Mapping[str, int], sha: str) -> bool:
        """Tell whether the laptop's own copy can be whole; a torn one, or one found damaged, is healed from the share."""
        files = self._casebook.files
        trusted = sha not in self._doubted and not files.is_noted_damaged(sha)
        same = files.size(sha) == there[sha] if sha in there else True
        return (trusted and same) or files.sound(sha)

    def _fetch_one(self, sha: str, there: Mapping[str, int]) -> bool:
        """Take a document from under its name, or from a copy that a sync client has set aside; False if none of them is it."""
        names = [stored_name(DOCUMENTS, sha)] if sha in there else []
        return any(self._take(name, sha) for name in [*names, *self._copies.get(sha, ())])

    def _take(self, name: str, sha: str) -> bool:
        try:
            self._passing.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _laptop_full(error) from error
        passing = self._passing / f"{sha[:16]}.{secrets.token_hex(4)}"
        try:
            if self._copy(name, passing) != sha:
                return False
            self._casebook.files.put(passing)
        finally:
            passing.unlink(missing_ok=True)
        return True

    def _copy(self, name: str, passing: Path) -> str | None:
        """Copy a file from the share; return the hash of what came, or None if it could not be read."""
        seen = hashlib.sha256()
        try:
            with passing.open("wb") as target:
                for chunk in self._chunks(name):
                    seen.update(chunk)
                    target.write(chunk)
        except _NotReadError:
            return None
        except OSError as error:
            raise _laptop_full(error) from error
        return seen.hexdigest()

    def _chunks(self, name: str) -> Iterator[bytes]:
        """Read in pieces; a refusal of the share is told apart from one of the laptop's own disk."""
        try:
            with self._share.open(name) as source:
                while chunk := source.read(_CHUNK):
                    yield chunk
        except OSError as error:
            raise _NotReadError from error

    def _tell_missing(self, here: set[str]) -> None:
        names = {kept.content.issued: kept.content.issued[:12] for kept in self._casebook.current(Letter)}
        names |= {kept.content.document: kept.content.name for kept in self._casebook.current(Receipt)}
        self._tally.documents_missing = tuple(
            sorted(names[sha] for sha in names.keys() - here if is_sha256(sha))
        )
        if missing := len(self._tally.documents_missing):
            one = "{n} document is not in the shared folder yet: sync again after your colleague has."
            many = "{n} documents are not in the shared folder yet: sync again after your colleague has."
            self._tally.notice(Phrase.counted(one, many, missing))


def documents_asked_for(casebook: Casebook) -> Collection[str] | None:
    """Return the documents that are fetched if they lie on a share: those that records held here name, lest strangers fill the disk.

    None for any: in an open casebook there are no strangers.
    """
    try:
        is_open = not casebook.team.known_authors()
    except CasebookError:  # nobody knows who takes part until the beginning is healed
        is_open = False
    return None if is_open else casebook.team.holding.named_documents()


class _NotReadError(Exception):
    """The share did not give a file's bytes."""


def _laptop_full(error: OSError) -> ReviewerError:
    full = error.errno in {errno.ENOSPC, errno.EDQUOT}
    why = Phrase("the laptop's disk is full") if full else why_refused(error)
    return ReviewerError(
        "A shared document could not be copied to this laptop: {why}", "Make room, then sync again.", why=why
    )
