"""Altered letters handed to the real `verify` command, many in a call, and its answers compared with the verifier's."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from reviewer.desk.words.signatures import signature_words
from reviewer.model.signatures import signature_fact_of
from tests.commands import Ran, words_of

AT_ONCE = 100
NAME_OF_A_FAULT = re.compile(r"[a-z]Error\b|Exception|Traceback|\bNone\b|object at 0x|fault of its own")


def an_hour_ago() -> datetime:
    """When letters were signed that the command is asked about: it goes by the clock of the computer."""
    return datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)


def verified(letters: Sequence[bytes], folder: Path, *, as_json: bool = True) -> Ran:
    """What `verify` leaves of these letters, in a call."""
    names = [f"{number}.pdf" for number in range(len(letters))]
    for name, data in zip(names, letters, strict=True):
        (folder / name).write_bytes(data)
    mine = {f"XDG_{each}_HOME": str(folder) for each in ("CONFIG", "DATA", "CACHE", "STATE")}
    done = subprocess.run(
        words_of(["verify", *(["--json"] if as_json else []), *names]),
        capture_output=True, text=True, encoding="utf-8", stdin=subprocess.DEVNULL, cwd=folder, env={**os.environ, **mine},
        timeout=600, check=False,
    )  # fmt: skip
    return Ran(done.returncode, done.stdout, done.stderr)


def faults_of_command(letters: Sequence[bytes], answers: Sequence[dict[str, Any]], folder: Path) -> list[str]:
    """Say, a line each, where the command did not refuse a letter, or in other words than fit the verifier's answer."""
    faults: list[str] = []
    for first in range(0, len(letters), AT_ONCE):
        some = letters[first : first + AT_ONCE]
        ran = verified(some, folder)
        if ran.code != 1 or ran.err:
            faults.append(f"the command ended with {ran.code}: {ran.err}")
        if len(ran.rows) != len(some):
            faults.append(f"the command judged {len(ran.rows)} of {len(some)}")
        for answer, row in zip(answers[first:], ran.rows, strict=False):
            faults += (f"{row['file']}: {fault}" for fault in _faults(answer, row))
    return faults


def _faults(answer: dict[str, Any], row: dict[str, Any]) -> Iterator[str]:
    facts = [signature_fact_of(fact) for fact in answer["facts"]]
    if row["good"]:
        yield "called good"
    if row["facts"] != [fact.code.value for fact in facts]:
        yield f"{row['facts']} and not {[fact.code.value for fact in facts]}"
    if not row["sentences"] or row["sentences"] != [signature_words(fact) for fact in facts]:
        yield f"{row['sentences']} is not what is so"
    yield from (f"no sentence: {said}" for said in row["sentences"] if NAME_OF_A_FAULT.search(said))
