"""Which of the saves that are held count, worked out again after members changed, inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from reviewer.casebook.counting import counting_in, most, needed
from reviewer.casebook.heads import fields_of, save_head_of
from reviewer.casebook.refolding import set_uncounted
from reviewer.model.members import Role

if TYPE_CHECKING:
    from reviewer.casebook.database import Database

_NEEDS = (
    "SELECT lower(hex(save)), json_extract(head, '$.kind'), json_extract(head, '$.subject'),"
    " CASE WHEN json_extract(head, '$.kind') = 'letter' THEN CAST(body AS BLOB) END FROM record WHERE json_valid(head)"
)


def recount(database: Database, inspection: str, damaged: Mapping[str, object]) -> None:
    """Have exactly those saves count that the members of now made in a role that suffices."""
    set_uncounted(database, _uncounted(database, inspection, damaged))


def _uncounted(database: Database, inspection: str, damage: Mapping[str, object]) -> set[str]:
    counting = counting_in(database.rows, inspection, damage)
    if counting is None or not counting.membership.closed:
        return set()
    needs: dict[str, Role] = {}
    for save, kind, subject, body in database.rows(_NEEDS):
        need = needed(str(kind), str(subject), fields_of(body))
        needs[save] = most((needs.get(save, Role.OBSERVER), need))
    left = set()
    for save, text in database.rows("SELECT CAST(id AS BLOB), CAST(head AS BLOB) FROM save"):
        head = save_head_of(save, text)
        if head is not None and not counting.counts(
            head.author, save.hex(), needs.get(save.hex(), Role.OBSERVER)
        ):
            left.add(save.hex())
    return left
