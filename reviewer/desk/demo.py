"""The whole job on the sample, sync with a colleague included: what `demo` does."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from reviewer.casebook.lock import WriterLock
from reviewer.desk import Desk
from reviewer.desk.display import Report
from reviewer.desk.drawn import DRAWN
from reviewer.desk.files import make_folder, write_file
from reviewer.desk.home import Home
from reviewer.desk.printable import FILE as PRINTED
from reviewer.desk.register import OPENED
from reviewer.desk.sample import Walk
from reviewer.desk.session import Clock, utc_now
from reviewer.desk.words.language import say
from reviewer.errors import Phrase, ReviewerError

MADE = ".made-by-reviewer-demo.json"
_CACHE = "cache"
_MADE_ANEW = frozenset({
    "index.sqlite", "index.sqlite-wal", "index.sqlite-shm", "suspects.json", "share.json", "incoming", PRINTED, OPENED, DRAWN,
})  # fmt: skip
"""What the program makes by itself in a casebook's cache; anything else there is somebody's."""
_LOCK = "casebook.lock"
_PASSING = frozenset({_LOCK, "casebook.sqlite-shm"})  # files of a casebook that say nothing
_JOURNAL = "casebook.sqlite-wal"  # what it holds is kept nowhere else


@dataclass(frozen=True, slots=True)
class Made:
    """One thing that the demonstration made, in words, and where it is."""

    what: str
    path: Path


def demonstrate(
    folder: Path, home: Home, progress: Report | None = None, clock: Clock = utc_now
) -> Iterator[Made]:
    """Do the job in a folder: one that is empty, or that an earlier demonstration made and nobody touched since.

    Yields what was made as it is made. ReviewerError for a folder that holds anything else: nothing is taken away.
    """
    _prepare(folder)
    walk = Walk.of(home)
    casebook = folder / "sample.casebook"
    with Desk.sample(casebook, home.for_made_documents(), progress, clock) as desk:
        yield Made(say("The casebook, received and judged"), casebook)
        yield from _write(desk, folder, walk)
        yield from _share(desk, folder, clock)
        if problems := desk.sharing.check(folder / "share"):
            raise ReviewerError(
                Phrase("The check afterwards found: {what}", what=problems[0].what), problems[0].remedy
            )
    write_file(folder / MADE, json.dumps(_contents(folder), indent=1).encode())


def _prepare(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        if not _is_as_made(folder):
            message = Phrase(
                "{folder} holds other things than a demonstration left there, so nothing was made or changed",
                folder=folder,
            )
            raise ReviewerError(message, "Name a new or empty folder.")
        with ExitStack() as locks:  # a casebook that is open somewhere is being worked on
            for casebook in folder.glob("*.casebook"):
                locks.enter_context(WriterLock(casebook / _LOCK, casebook.name))
            _clear(folder)
    make_folder(folder)


def _clear(folder: Path) -> None:
    """Empty the folder; what it is called by, and where it is linked from, stays."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _is_as_made(folder: Path) -> bool:
    """Tell whether a folder holds just what a demonstration made, byte for byte."""
    try:
        made = json.loads((folder / MADE).read_text(encoding="utf-8"))
        return bool(made == _contents(folder))
    except (OSError, ValueError):
        return False


def _contents(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file, and "" for each folder, by its place; a link is a thing of its own."""
    contents: dict[str, str] = {}
    for at, folders, files in os.walk(folder):
        place = Path(at)
        within = place.suffix == ".casebook" and place.parent == folder
        cache = place.name == _CACHE and place.parent.suffix == ".casebook" and place.parent.parent == folder
        folders[:] = [name for name in folders if not (cache and name in _MADE_ANEW)]
        contents.update({(place / name).relative_to(folder).as_posix(): "" for name in folders})
        for name in files:
            path = place / name
            passing = (cache and name in _MADE_ANEW) or (
                within and (name in _PASSING or (name == _JOURNAL and not path.stat().st_size))
            )
            if not passing and path != folder / MADE:
                linked = str(path.readlink()).encode() if path.is_symlink() else path.read_bytes()
                contents[path.relative_to(folder).as_posix()] = hashlib.sha256(linked).hexdigest()
    return contents


def _write(desk: Desk, folder: Path, walk: Walk) -> Iterator[Made]:
    signer = str(walk.rows["signer"])
    identity = folder / "signatory.p12"
    desk.letters.identity_new(identity, signer, "sample")
    yield Made(say("A signing identity for {name}; its password is “sample”", name=signer), identity)
    letters = folder / "letters"
    make_folder(letters)
    signed = [
        desk.letters.write(code, letters / f"{code}.pdf", identity, "sample") for code in walk.rows["letters"]
    ]
    for made in signed:
        yield Made(say("The letter to {name}, signed", name=desk.body(made.body).name), made.path)
    for code in walk.rows["welsh_letters"]:
        made = desk.letters.write(code, letters / f"{code}.cy.pdf", identity, "sample", "cy")
        yield Made(say("The letter to {name} in Welsh, signed", name=desk.body(code).name), made.path)
    first = signed[0].body
    for suffix in (".html", ".txt"):
        yield Made(say("Its twin"), desk.letters.write(first, letters / f"{first}{suffix}").path)
    bad = [letter for letter in desk.letters.verify([made.path for made in signed]) if not letter.good]
    if bad:
        raise ReviewerError(
            "{path} does not verify: {sentences}", path=bad[0].path, sentences=" ".join(bad[0].sentences)
        )
    for suffix in (".pdf", ".html", ".csv"):
        yield Made(say("The overview"), desk.overview.write(folder / f"overview{suffix}"))


def _share(desk: Desk, folder: Path, clock: Clock) -> Iterator[Made]:
    """A colleague joins by the shared folder and judges something; the founder admits them by their code, and both have it."""
    share = folder / "share"
    make_folder(share)
    desk.sharing.sync(share)
    colleague = Home(folder / "colleague", desk.session.home.resources, folder / "colleague")
    with Desk.join(share, folder / "colleague.casebook", colleague, clock) as theirs:
        code = desk.case.bodies[-1].code
        criterion = desk.case.framework.criteria[0]
        theirs.judging.verdict(
            code, criterion.key, criterion.findings[0], "Read by a colleague, to show the sharing."
        )
        theirs.sharing.sync(share)
        desk.sharing.sync(share)
        desk.members.admit(theirs.members.own_code)
        report = desk.sharing.sync(share, merged=True)
        theirs.sharing.sync(share)
        yield Made(say("A colleague's casebook, joined by the shared folder, and admitted"), theirs.folder)
    if report.pulled == 0:
        raise ReviewerError("The colleague's verdict did not arrive", "Please report this.")
    yield Made(say("The shared folder; merged/ opens in any SQLite tool"), share)
