"""A letter composed from just the records that a signed one rests on, by the case of its date or by another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.errors import ReviewerError
from reviewer.model import Block, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reviewer.casebook import Casebook
    from reviewer.letters import LetterDraft
    from reviewer.model import Case, Kept, Letter


def rested_on(casebook: Casebook, letter: Letter) -> tuple[Kept[object], ...]:
    """Return the records that a signed letter rests on, as far as they are here; damaged ones say nothing."""
    return tuple(saved for record in letter.rests_on if (saved := casebook.get(record)) is not None)


def composed_again(
    letter: Letter, records: Sequence[Kept[object]], case: Case, key: str
) -> LetterDraft | None:
    """Compose a signed letter anew from what it rests on, by a case, in the language of a key; None where that composes none."""
    verdicts = [(each.id, each.content) for each in records if isinstance(each.content, Verdict)]
    blocks = [each.content for each in records if isinstance(each.content, Block)]
    return composed(
        case,
        key,
        letter.body,
        {verdict.criterion: verdict.finding for _, verdict in verdicts},
        [block for block in blocks if block.letter == letter.letter],
        {verdict.criterion: record for record, verdict in verdicts},
    )


def composed(
    case: Case,
    key: str,
    code: str,
    findings: Mapping[str, str],
    edited: Sequence[Block],
    verdicts: Mapping[str, str],
) -> LetterDraft | None:
    """Return a body's letter in the language of a key; None where these findings make none by this case.

    ``findings`` and ``verdicts`` (record ids) are by criterion, ``edited`` the paragraphs that a person wrote.
    """
    from reviewer.letters import compose_letter

    if key not in case.languages or set(findings) != {each.key for each in case.framework.criteria}:
        return None
    try:
        return compose_letter(case, key, case.body(code), findings, edited, verdicts)
    except (ReviewerError, KeyError):
        return None
