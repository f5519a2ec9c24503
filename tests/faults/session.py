"""A scripted session that is to be cut off: acts on a casebook without end, each acknowledged once it is saved.

    python session.py CONFIG_DIR

Reads lines {"folder", "seed", "durability"} and forks a child for each, so that a hundred rounds pay for
the imports once. Writes lines: the child's {"pid"}, its {"records", "documents"} after each act, {"end"}.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from reviewer.casebook import Author, Casebook, load_or_make_author
from reviewer.errors import ReviewerError
from reviewer.model import (
    DocumentText,
    Evidence,
    Part,
    Passage,
    Receipt,
    Verdict,
)

BODIES, CRITERIA = ("kent", "devon", "dorset"), ("plans", "capacity", "training")


def now() -> int:
    return time.time_ns() // 1000


def say(**facts: Any) -> None:
    os.write(1, json.dumps(facts).encode() + b"\n")  # one write: whole, or not at all


def session(folder: Path, author: Author, durability: str, chance: random.Random) -> None:
    with Casebook.open(folder, author, now, durability=durability) as casebook:
        for number in itertools.count():
            step = chance.choice((receive, judge, judge, tie, take_back))
            say(**step(casebook, chance, number))


def receive(casebook: Casebook, chance: random.Random, number: int) -> dict[str, list[str]]:
    data = chance.randbytes(chance.randrange(1, 9000))
    sha = casebook.files.put(data)
    casebook.index.put(DocumentText(sha, "text", "test", (Part("text", "", f"strategy {number}"),)))
    with casebook.act() as act:
        record = act.put(Receipt(chance.choice(BODIES), sha, f"{number}.txt", "", date(2017, 5, 30)))
    return {"records": [record], "documents": [sha]}


def judge(casebook: Casebook, chance: random.Random, number: int) -> dict[str, list[str]]:
    with casebook.act() as act:
        records = [
            act.put(Verdict(body, chance.choice(CRITERIA), "reflected", f"because {number} " + "x" * 300))
            for body in chance.sample(BODIES, chance.randrange(1, 4))
        ]
    return {"records": records, "documents": []}


def tie(casebook: Casebook, chance: random.Random, number: int) -> dict[str, list[str]]:
    passage = Passage("0" * 64, "p1", 0, 5, f"quote {number}")
    with casebook.act() as act:
        record = act.put(Evidence(chance.choice(BODIES), chance.choice(CRITERIA), passage))
    return {"records": [record], "documents": []}


def take_back(casebook: Casebook, chance: random.Random, number: int) -> dict[str, list[str]]:
    standing = casebook.current(Verdict)
    if not standing:
        return judge(casebook, chance, number)
    with casebook.act() as act:
        record = act.withdraw(chance.choice(standing), "changed my mind")
    return {"records": [record], "documents": []}


def main(config: Path) -> None:
    author = load_or_make_author(config, "Tess Tester")
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if not child:
            try:
                say(pid=os.getpid())
                session(Path(order["folder"]), author, order["durability"], random.Random(order["seed"]))
            except ReviewerError as error:
                say(refused=str(error))
            finally:
                os._exit(3)
        os.waitpid(child, 0)
        say(end=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
