"""One sync, or a part of one, in a process of its own; prints the seconds, or the bytes, of that alone.

    python -m bench.programs.share WHAT FOLDER

The casebook is open, examined and ready to sign before, as it is in a window. A merged file of this hour lies on the share: it is measured by itself.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bench.make_desk import code_of
from bench.make_share import CASEBOOK, SHARE, colleague, founder, now, write
from reviewer.casebook import Casebook
from reviewer.casebook import subject as subjects
from reviewer.casebook.author import new_author
from reviewer.casebook.record import Chain, make_record, make_save
from reviewer.model import Evidence, Passage
from reviewer.sharing import FolderShare, sync
from reviewer.sharing.merged import merged_name
from reviewer.sharing.packs import name_of, pack

THEIRS = "theirs.casebook"
STRANGERS, STATEMENTS = 5_000, 500


def first(folder: Path) -> float:
    """A whole casebook into an empty share."""
    with _ours(folder) as casebook:
        return _timed(lambda: _sync(casebook, folder))


def nothing_new(folder: Path) -> float:
    """The sync after one that left nothing to do, as a window does it every few minutes."""
    with _ours(folder) as casebook:
        _sync(casebook, folder)
        return _timed(lambda: _sync(casebook, folder))


def push(folder: Path) -> float:
    """One per cent more records than there were."""
    with _ours(folder) as casebook:
        _sync(casebook, folder)
        _add(casebook, folder)
        return _timed(lambda: _sync(casebook, folder))


def sent(folder: Path) -> float:
    """The bytes on the share that one per cent more records make."""
    with _ours(folder) as casebook:
        _sync(casebook, folder)
        before = _bytes(folder)
        _add(casebook, folder)
        _sync(casebook, folder)
        return sum(size for name, size in _bytes(folder).items() if name not in before)


def pull(folder: Path) -> float:
    """One per cent more records, by a colleague."""
    with _opened(folder, folder / THEIRS, founders=False) as theirs, _ours(folder) as casebook:
        _sync(casebook, folder)
        _sync(theirs, folder)
        _add(casebook, folder)
        _sync(casebook, folder)
        return _timed(lambda: _sync(theirs, folder))


def merged(folder: Path) -> float:
    """The database file for colleagues without Reviewer, each record and signature of it examined; processor time."""
    target = folder / "merged.sqlite"
    target.unlink(missing_ok=True)
    with _ours(folder) as casebook:
        begun = time.process_time()
        casebook.build_merged(target)
        return time.process_time() - begun


def strangers(folder: Path) -> float:
    """Processor time that a sync with nothing new takes more where a stranger has put thousands of packs and statements there."""
    with _ours(folder) as casebook:
        _sync(casebook, folder)
        alone = _processor(lambda: _sync(casebook, folder))
        _crowd(casebook, folder)
        return _processor(lambda: _sync(casebook, folder)) - alone


def large_strangers(folder: Path) -> float:
    """The most processor time that one of six syncs takes more where a stranger's packs hold 60 MB of nothing in one line each."""
    with _ours(folder) as casebook:
        _sync(casebook, folder)
        alone = _processor(lambda: _sync(casebook, folder))
        begins = f'["{"ab" * 32}","{{\\"author\\":\\"{founder(folder).key}\\"'.encode()
        for number in range(6):
            line = (begins if number % 2 else b"") + b"[%d," % number + b"[]," * 20_000_000
            data = b"reviewer-pack 1\n" + zlib.compress(line + b"[]]\n", 1)
            (folder / SHARE / name_of(data)[1]).write_bytes(data)
        return max(_processor(lambda: _sync(casebook, folder)) for _ in range(6)) - alone


def _crowd(casebook: Casebook, folder: Path) -> None:
    stranger = new_author("Mallory")
    evidence = Evidence(code_of(0), "contact", Passage("0" * 64, "p1", 0, 4, "this"))
    for number in range(STRANGERS):
        row = make_record(evidence, subjects.itself("evidence"), stranger.key, now(), ())
        save = make_save(stranger, Chain(casebook.inspection_id, "ab" * 16, number + 1, ""), now(), [row])
        data = pack([save])
        (folder / SHARE / name_of(data)[1]).write_bytes(data)
    for number in range(STATEMENTS):
        stated = json.dumps({"copy": "cd" * 16, "number": number}).encode()
        name = f"{'cd' * 16}-{number}-{hashlib.sha256(stated).hexdigest()}.json"
        (folder / SHARE / "held" / name).write_bytes(stated)


def _processor(run: Callable[[], None]) -> float:
    begun = time.process_time()
    run()
    return time.process_time() - begun


def _ours(folder: Path) -> Casebook:
    return _opened(folder, folder / CASEBOOK, founders=True)


def _opened(folder: Path, place: Path, *, founders: bool) -> Casebook:
    casebook = Casebook.open(place, founder(folder) if founders else colleague(folder), now)
    casebook.health.unsound_saves()
    casebook.get_ready()
    (folder / SHARE / "merged").mkdir(parents=True, exist_ok=True)
    # The smallest file that says its own size, as SQLite's do.
    empty = (b"SQLite format 3\x00" + (4096).to_bytes(2, "big") + bytes(10) + (1).to_bytes(4, "big")).ljust(
        4096, b"\0"
    )
    (folder / SHARE / merged_name(datetime.now(UTC), [])).write_bytes(empty)
    return casebook


def _sync(casebook: Casebook, folder: Path) -> None:
    sync(casebook, FolderShare(folder / SHARE), clock=now, new=True)


def _add(casebook: Casebook, folder: Path) -> None:
    saves = len(casebook.packs.save_ids())
    records = casebook._database.rows("SELECT count(*) FROM record")[0][0]  # noqa: SLF001 - no other way asks for it
    write(casebook, founder(folder), max(1, saves // 100), max(1, round(records / saves)))
    casebook.health.unsound_saves()


def _bytes(folder: Path) -> dict[str, int]:
    return {
        str(path): path.stat().st_size
        for path in (folder / SHARE).rglob("*")
        if path.is_file() and path.parent.name != "merged"
    }


def _timed(run: Callable[[], None]) -> float:
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


PROGRAMS = {
    one.__name__: one for one in (first, nothing_new, push, sent, pull, merged, strangers, large_strangers)
}

if __name__ == "__main__":
    print(PROGRAMS[sys.argv[1]](Path(sys.argv[2])))
