"""The documents' half of a sync: received files and issued letters, copied by hash, only what is missing.

Absence never means deletion, on either side. A file whose hash is wrong is "not there yet": it is told,
never taken, and replaced by whoever has the good one.
"""

from __future__ import annotations

import errno
import hashlib
import math
import secrets
from collections.abc import Iterator, Mapping
from pathlib import Path

from reviewer.casebook import Casebook, is_sha256
from reviewer.errors import Phrase, ReviewerError, why_refused
from reviewer.model import Letter, Receipt
from reviewer.sharing.share import DOCUMENTS, Share, cannot, stored_hash, stored_name
from reviewer.sharing.stored import found_hash, store
from reviewer.sharing.suspects import clear_suspects, suspects
from reviewer.sharing.sync_report import Step, Tally

_CHUNK = 1 << 20


class DocumentExchange:
    """Carries documents between one casebook and one share."""

    def __init__(self, casebook: Casebook, share: Share, tally: Tally) -> None:
        """Take both sides, and where to count."""
        self._casebook = casebook
        self._share = share
        self._tally = tally
        self._passing = casebook.folder / "cache" / "incoming"
        self._doubted: set[str] = set()
        """Documents that nothing was read of yet: it may be that their files are damaged."""

    def run(self, budget: int | None) -> Iterator[Step]:
        """Send what the share lacks, then fetch what the casebook lacks, a step for each.

        ``budget`` bytes of what both seem to have are read again on the share (None: all of it).
        Raises ShareError if the share refuses to be written to.
        """
        there = self._listed()
        here = set(self._casebook.files.all())
        received = {kept.content.document for kept in self._casebook.current(Receipt)} & here
        self._doubted = received - self._casebook.index.summary(received).keys()
        yield from self._send(there, here, budget)
        yield from self._fetch(there, here)
        self._tell_missing(here)

    def _send(self, there: Mapping[str, int], here: set[str], budget: int | None) -> Iterator[Step]:
        wanted = sorted(sha for sha in here if self._lacks(there, sha))
        lacking = set(wanted)
        same = [sha for sha in here if sha not in lacking]
        wanted += self._rotten(there, same, budget)
        for number, sha in enumerate(wanted, 1):
            self._send_one(sha)
            yield Step("document sent", number, len(wanted))
        clear_suspects(self._casebook)

    def _send_one(self, sha: str) -> None:
        if not self._casebook.files.verified(sha):
            self._tally.notice(
                Phrase("The document {sha} on this laptop is damaged, so it was not shared.", sha=sha[:12])
            )
            return
        path = self._casebook.files.path(sha)
        if store(self._share, stored_name(DOCUMENTS, sha), sha, lambda: path.open("rb")):
            self._tally.documents_up += 1

    def _lacks(self, there: Mapping[str, int], sha: str) -> bool:
        size = there.get(sha)
        return size is None or size != self._casebook.files.path(sha).stat().st_size

    def _rotten(self, there: Mapping[str, int], shas: list[str], budget: int | None) -> list[str]:
        """Read some of what is there again, those under suspicion first: which no longer match?"""
        suspected = suspects(self._casebook)
        secrets.SystemRandom().shuffle(shas)
        left = math.inf if budget is None else budget
        rotten: list[str] = []
        for sha in shas:
            if sha not in suspected:
                if there[sha] > left:
                    continue
                left -= there[sha]
            if found_hash(self._share, stored_name(DOCUMENTS, sha)) != sha:
                rotten.append(sha)
        return rotten

    def _fetch(self, there: Mapping[str, int], here: set[str]) -> Iterator[Step]:
        wanted = sorted(sha for sha in there if sha not in here or not self._sized(there, sha))
        for number, sha in enumerate(wanted, 1):
            if self._fetch_one(sha):
                here.add(sha)
                self._tally.documents_down += 1
            yield Step("document fetched", number, len(wanted))

    def _sized(self, there: Mapping[str, int], sha: str) -> bool:
        """Tell whether the laptop's own copy can be whole; a torn one, or one found damaged, is healed from the share."""
        files = self._casebook.files
        trusted = sha not in self._doubted and not files.is_noted_damaged(sha)
        return (trusted and files.path(sha).stat().st_size == there[sha]) or files.sound(sha)

    def _fetch_one(self, sha: str) -> bool:
        name = stored_name(DOCUMENTS, sha)
        try:
            self._passing.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _laptop_full(error) from error
        passing = self._passing / f"{sha[:16]}.{secrets.token_hex(4)}"
        try:
            if self._copy(name, passing) != sha:
                damaged = "The document {sha} in the shared folder is damaged or still arriving."
                self._tally.notice(Phrase(damaged, sha=sha[:12]))
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

    def _listed(self) -> dict[str, int]:
        try:
            listed = self._share.list(DOCUMENTS)
        except OSError as error:
            raise cannot(self._share, "read", error) from error
        return {sha: size for name, size in listed.items() if (sha := stored_hash(name))}

    def _tell_missing(self, here: set[str]) -> None:
        known = {receipt.content.document for receipt in self._casebook.current(Receipt)}
        known |= {letter.content.issued for letter in self._casebook.current(Letter)} - {""}
        missing = sum(is_sha256(sha) for sha in known - here)
        if missing:
            one = "{n} document is not in the shared folder yet: sync again after your colleague has."
            many = "{n} documents are not in the shared folder yet: sync again after your colleague has."
            self._tally.notice(Phrase.counted(one, many, missing))


class _NotReadError(Exception):
    """The share did not give a file's bytes."""


def _laptop_full(error: OSError) -> ReviewerError:
    full = error.errno in {errno.ENOSPC, errno.EDQUOT}
    why = Phrase("the laptop's disk is full") if full else why_refused(error)
    return ReviewerError(
        "A shared document could not be copied to this laptop: {why}", "Make room, then sync again.", why=why
    )
