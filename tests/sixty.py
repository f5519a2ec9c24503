"""Letters to bodies of sixty kinds of names, with random findings, texts and tables, as the composer makes them."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

from reviewer.framework import load_case
from reviewer.letters import LetterDraft, compose_letter
from reviewer.model import Block, Origin
from tests.unit.paper.names import NAMES
from tests.unit.paper.test_every_word import words

CASE = load_case(Path(__file__).parent / "golden/case")
COUNT = 60


def letter_to(kind: int, seed: int, language: str = "") -> LetterDraft:
    """Return a letter to a body of the kind of name with this number, and with what else the seed gives."""
    chance = random.Random(f"{kind} {seed}")
    name = NAMES[kind % len(NAMES)]
    model = chance.choice(CASE.bodies)
    facts = {**model.facts, "code": f"body-{kind}", "name": name, "clerk": words(chance, 2)}
    facts |= {"chief": words(chance, chance.choice((1, 3, 12)))} if chance.random() < 0.5 else {}
    facts |= {"welsh_name": f"Cyngor {name}"} if chance.random() < 0.5 else {}
    body = replace(model, code=f"body-{kind}", name=name, facts=facts)
    findings = {each.key: chance.choice(each.findings) for each in CASE.framework.criteria}
    own = tuple(_own(chance, body.code, number) for number in range(chance.choice((0, 1, 2, 6))))
    return compose_letter(CASE, language, body, findings, own, {key: key * 8 for key in findings})


def _own(chance: random.Random, body: str, number: int) -> Block:
    kind = chance.choice((_text, _list, _table, _table, _quote, _heading))
    order = chance.choice((50, 250, 450, 850)) + number
    return Block(body, "letter", f"own-{number}", order, Origin.WRITTEN, kind(chance), (), "A trial")


def _text(chance: random.Random) -> str:
    return f"{words(chance, 20)} *{words(chance, 3)}* **{words(chance, 2)}** {words(chance, chance.choice((1, 90, 700)))}."


def _list(chance: random.Random) -> str:
    label = chance.choice(("-", "3."))
    return "\n".join(
        f"{label} {words(chance, chance.choice((1, 12, 60)))}" for _ in range(chance.choice((1, 4, 40)))
    )


def _quote(chance: random.Random) -> str:
    return f"> {words(chance, chance.choice((3, 60, 500)))}\n>\n> - {words(chance, 9)}"


def _heading(chance: random.Random) -> str:
    return f"{'#' * chance.choice((2, 3))} {words(chance, chance.choice((1, 6, 40)))}"


def _table(chance: random.Random) -> str:
    columns = chance.choice((1, 2, 3, 5))
    most = chance.choice((2, 9, 120))

    def row(least: int = 1) -> str:
        cells = (words(chance, max(least, chance.randrange(most))).replace("|", " ") for _ in range(columns))
        return f"| {' | '.join(cells)} |"

    rows = "\n".join(row() for _ in range(chance.choice((1, 5, 40)) if most < 100 else 3))
    return f"{row()}\n|{'---|' * columns}\n{rows}"
