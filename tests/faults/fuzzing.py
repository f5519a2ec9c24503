"""``make fuzz``: real files, changed at random, through the reader for a while.

    python -m tests.faults.fuzzing SECONDS [SEED]     change files for so long; the seed is printed, and repeats it
    python -m tests.faults.fuzzing FILE ...           look again at what was found

Found (exit 1, the file goes to build/fuzz): a call that outstays its deadline, an error that is no sentence, a document
that gives neither text nor a reason, and growth of our own process. Told, and kept there too: what killed the
reader or met what nobody foresaw, though the reader went on; those are worth a look and, mended, a test.
"""

from __future__ import annotations

import io
import random
import resource
import sys
import time
import traceback
import zipfile
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reviewer.documents.reader import Limits, Reader, StoppedError
from reviewer.errors import DocumentError
from reviewer.model import Reason
from tests.said import said_of

ROOT = Path(__file__).resolve().parents[2]
FOUND = ROOT / "build" / "fuzz"
SEEDS = (ROOT / "resources" / "samples", ROOT.parent / "shared" / "corpus")
LARGEST = 400_000  # bytes of a seed: more changes in a second
GRACE = 2.0  # seconds over the deadline, on a busy machine
GROWTH = 512 << 10  # kibibytes that our own process may grow
_EXTREMES = (
    b"\0" * 4,
    b"\xff" * 4,
    b"\x7f\xff\xff\xff",
    b"\x80\0\0\0",
    b"999999999999",
    b"-1",
    b"<",
    b"((((((",
    b"%n",
)


@dataclass(slots=True)
class Watch:
    """What the calls of one file did, seen between the reader and its keeper."""

    slow: list[str] = field(default_factory=list)
    unforeseen: list[str] = field(default_factory=list)

    def over(self, reader: Reader) -> None:
        """Look at each call of *reader* from now on."""
        ask = reader._keeper.ask  # noqa: SLF001  # between the reader and who starts its process

        def watched(op: str, path: Path | None, seconds: float, args: dict[str, Any]) -> dict[str, Any]:
            began = time.monotonic()
            try:
                reply = ask(op, path, seconds, args)
            except DocumentError as error:
                reason = error.reason if isinstance(error, StoppedError) else None
                if reason in {Reason.READER_DIED, Reason.READING_TOO_SLOW}:
                    self.unforeseen.append(f"{op}: {reason}")
                raise
            finally:
                if time.monotonic() - began > seconds + GRACE:
                    self.slow.append(f"{op} took {time.monotonic() - began:.1f} s")
            if "broken" in reply:
                self.unforeseen.append(f"{op}: {reply['broken']}")
            return reply

        reader._keeper.ask = watched  # type: ignore[method-assign]  # noqa: SLF001  # between the reader and who starts its process


def changed(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """Return *data* with a few changes; *other* is a file of the same kind to splice from."""
    if data.startswith(b"PK") and chance.random() < 0.7:
        with suppress(zipfile.BadZipFile, OSError, ValueError):
            return _repacked(chance, data)
    made = bytearray(data)
    for _change in range(chance.choice((1, 1, 2, 4, 16))):
        at, way = chance.randrange(len(made) + 1), chance.randrange(7)
        length = min(chance.choice((1, 4, 64, 1024)), len(made) - at)
        if way == 0 and length:
            made[at] ^= 1 << chance.randrange(8)
        elif way == 1:
            made[at : at + length] = chance.choice(_EXTREMES)
        elif way == 2:
            del made[at : at + length]
        elif way == 3:
            made[at:at] = made[at : at + length] * chance.choice((1, 3, 50))
        elif way == 4 and chance.random() < 0.2:
            del made[at:]
        elif way == 5 and other:
            start = chance.randrange(len(other))
            made[at : at + length] = other[start : start + 4 * length + 1]
        elif length:
            made[at : at + length] = chance.randbytes(length)
    return bytes(made)


def _repacked(chance: random.Random, data: bytes) -> bytes:
    """Return an archive with one of its members changed: its checksums hold, so that the change is read."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = chance.choice(names) if names else ""
        for name in names:
            try:
                inside = old.read(name)
            except Exception:  # noqa: BLE001, S112  # some seeds are broken already, in ways of their own
                continue
            new.writestr(name, changed(chance, inside, b"") if name == chosen and inside else inside)
    return made.getvalue()


def look(reader: Reader, watch: Watch, path: Path) -> list[str]:
    """Read, measure and draw the file; returns what is wrong with what came back."""
    wrong: list[str] = []
    try:
        reading = reader.read(path, path.name, "0" * 64)
        for member in reading.members:
            if member.path:
                member.path.unlink()
        text = reading.text
        if not (text.parts or text.problem or reading.members):
            wrong.append(f"neither text nor a reason ({text.kind})")
        words = said_of(text.problem)
        if text.problem is not None and not (words[:1].strip() and words.rstrip().endswith((".", ")"))):
            wrong.append(f"no sentence: {text.problem!r}")
        pages = len(reader.page_sizes(path))
        for page in range(min(pages, 2)):
            reader.render(path, page, 0.5)
            reader.page_boxes(path, page)
        reader.outline(path)
    except DocumentError as error:
        if not str(error).rstrip().endswith("."):
            wrong.append(f"no sentence: {error}")
    except Exception:  # noqa: BLE001  # what the window would have met
        wrong.append(traceback.format_exc())
    wrong += watch.slow
    watch.slow.clear()
    return wrong


def seeds() -> dict[str, list[Path]]:
    """Return the files to start from, by their ending."""
    found: dict[str, list[Path]] = {}
    for folder in SEEDS:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and 0 < path.stat().st_size <= LARGEST:
                found.setdefault(path.suffix.lower(), []).append(path)
    return found


def fuzz(seconds: float, seed: int) -> int:
    """Change and look for *seconds*; returns how many findings there were."""
    chance, files, told = random.Random(seed), seeds(), Counter[str]()
    FOUND.mkdir(parents=True, exist_ok=True)
    until, done, findings = time.monotonic() + seconds, 0, 0
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"fuzz: {sum(map(len, files.values()))} seeds, seed {seed}, {seconds:g} s", flush=True)
    with Reader(Limits()) as reader:
        watch = Watch()
        watch.over(reader)
        while time.monotonic() < until:
            kind = chance.choice(sorted(files))
            source = chance.choice(files[kind])
            path = FOUND / f"tried{kind}"
            path.write_bytes(changed(chance, source.read_bytes(), chance.choice(files[kind]).read_bytes()))
            wrong = look(reader, watch, path)
            done += 1
            for problem in [*wrong, *watch.unforeseen]:
                told[
                    f"{'FOUND' if problem in wrong else 'told'} {kind}: {problem.strip().splitlines()[-1][:150]}"
                ] += 1
            if wrong or watch.unforeseen:
                path.rename(FOUND / f"{'found' if wrong else 'told'}-{seed}-{done}{kind}")
            findings += len(wrong)
            watch.unforeseen.clear()
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    if grown > GROWTH:
        told[f"FOUND our own process grew by {grown >> 10} MB"] += 1
        findings += 1
    for line, times in told.most_common():
        print(f"{times:6} {line}")
    print(f"fuzz: {done} files, {findings} findings; what was kept is in {FOUND.relative_to(ROOT)}")
    return findings


def main(words: list[str]) -> int:
    """See above; returns the exit code."""
    if words and not words[0].replace(".", "").isdigit():
        with Reader() as reader:
            watch = Watch()
            watch.over(reader)
            for word in words:
                print(word, look(reader, watch, Path(word)), watch.unforeseen)
                watch.unforeseen.clear()
        return 0
    seconds = float(words[0]) if words else 60.0
    return 1 if fuzz(seconds, int(words[1]) if len(words) > 1 else time.time_ns() % 10**6) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
