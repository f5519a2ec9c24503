"""Ours: 43 letters, composed, printed as tagged PDF and signed if there is an identity, in one warm process; prints their CPU seconds.

Warm: one letter is made before the clock starts, as in the window, where imports and fonts are paid once.

python -m bench.programs.letters CASE.json FOLDER [IDENTITY.p12]
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reviewer.framework import case_from_data
from reviewer.letters import (
    Identity,
    LetterDraft,
    SignatureLook,
    compose_letter,
    load_identity,
    paper_of,
    sign,
)
from reviewer.model import Body, Case
from reviewer.paper import render_pdf

LETTERS = 43
PASSWORD = "bench"  # noqa: S105 - of an identity made for the bench
AT = datetime(2026, 1, 5, 12, tzinfo=UTC)


def drafts(data: dict[str, Any]) -> Iterator[LetterDraft]:
    """Give 43 letters of the sample's case: its bodies again and again, with other findings each time."""
    case = case_from_data(data)
    for number, body in enumerate(_bodies(case)):
        findings = {
            criterion.key: criterion.findings[(number + at) % len(criterion.findings)]
            for at, criterion in enumerate(case.framework.criteria)
        }
        verdicts = dict.fromkeys(findings, f"{number:064x}")
        yield compose_letter(case, "", body, findings, (), verdicts)


def _bodies(case: Case) -> Iterator[Body]:
    for number in range(LETTERS):
        body = case.bodies[number % len(case.bodies)]
        facts = {**body.facts, "code": f"{body.code}-{number}"}
        yield replace(body, code=facts["code"], facts=facts)


def main(case: Path, folder: Path, identity: Path | None = None) -> None:
    """Write the letters."""
    make = printed if identity is None else signed_by(load_identity(identity.read_bytes(), PASSWORD, AT))
    data = json.loads(case.read_text("utf-8"))
    make(next(drafts(data)))
    began = time.process_time()
    for number, draft in enumerate(drafts(data)):
        (folder / f"{number:02}.pdf").write_bytes(make(draft))
    print(time.process_time() - began)


def printed(draft: LetterDraft) -> bytes:
    """Print a letter as it is sent out without a signature of this program's."""
    return render_pdf(paper_of(draft, None, issued=True))


def signed_by(signer: Identity) -> Callable[[LetterDraft], bytes]:
    """Return what prints and signs a letter."""
    look = SignatureLook(signer.name, AT)
    return lambda draft: sign(render_pdf(paper_of(draft, look)), signer, AT)


if __name__ == "__main__":
    main(*(Path(word) for word in sys.argv[1:]))
