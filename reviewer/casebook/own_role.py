"""What the person who writes here may record: what would not count is refused before it is made, so that nobody works for nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.casebook.counting import counting_in, need_of_bundle
from reviewer.errors import CasebookError, Phrase
from reviewer.model.members import Role

if TYPE_CHECKING:
    from reviewer.casebook.database import Database
    from reviewer.casebook.kept_records import Reading
    from reviewer.casebook.membership import Membership
    from reviewer.casebook.record import SaveBundle


def was_member(membership: Membership, author: str) -> bool:
    """Tell of somebody of whom it is said that they take no part whether they ever did: else they were refused."""
    stands = membership.standing.get(author)
    return stands is not None and any(one.content.before is not Role.NONE for one in stands.said)


def refuse_beyond_role(database: Database, reading: Reading, save: SaveBundle, author: str) -> None:
    """Raise CasebookError if a save that is about to be made would not count, as the members are known here now."""
    counting = counting_in(database.rows, reading.inspection, reading.integrity.known.damage)
    if counting is None or not counting.membership.closed:
        return
    counting = replace(counting, own=counting.own | {author})  # whoever begins to write here, too
    need, has = need_of_bundle(save), counting.role_in(author, save.id)
    if has is not Role.NONE and has.covers(need):
        return
    raise refusal(counting.membership, author, need, has)


def refusal(membership: Membership, author: str, need: Role, has: Role) -> CasebookError:
    """Return why what needs a role does not count of an author who has this one."""
    if has is Role.NONE and not was_member(membership, author):
        return CasebookError(
            "A lead has refused you, so nothing that you record would count",
            "Nothing was saved. Ring a lead, and ask to be admitted.",
        )
    if has is Role.NONE:
        return CasebookError(
            "You are no longer a member of this inspection, so nothing that you record would count",
            "Nothing was saved. Ask a lead to admit you again.",
        )
    if has is Role.OBSERVER:
        return CasebookError(
            "You take part in this inspection as an observer, so nothing that you record would count",
            "Nothing was saved. Ask a lead for another role.",
        )
    if need is Role.LEAD:
        return CasebookError(
            "Only a lead may amend the case",
            "Nothing was saved. Ask a lead to do it.",
        )
    if author not in membership.standing:
        return CasebookError(
            "Only a signatory or a lead may sign or withdraw a letter, and no lead has admitted you yet",
            "Nothing was saved. Ring a lead, and read out your code: Members and share shows it.",
        )
    return CasebookError(
        "Only a signatory or a lead may sign or withdraw a letter; you are {role}",
        "Nothing was saved. Ask a lead for the role of signatory.",
        role=Phrase("an inspector" if has is Role.INSPECTOR else "a second reader"),
    )
