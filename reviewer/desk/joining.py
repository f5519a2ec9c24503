"""Joining an inspection that colleagues share: what a shared folder holds, and what is to be done once one has a copy of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.desk.home import plain_name
from reviewer.desk.sharing import telling

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.desk import Desk
    from reviewer.desk.display import Report


@dataclass(frozen=True, slots=True)
class SharedInspection:
    """What a shared folder holds: which inspection, who began it and when (UTC µs), how much."""

    title: str
    by: str
    at: int
    documents: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Admission:
    """What who has joined tells a lead, and compares: both codes. ``is_open``: everybody who joins counts; else one ``waits``.

    While not all records have arrived neither is ``known``: what says who takes part may be among the others. ``unchosen`` is the
    name that colleagues see, where it is only the account's; "" where one was chosen.
    """

    title: str
    own_code: str
    inspection_code: str
    is_open: bool
    waits: bool
    known: bool = True
    unchosen: str = ""


def look_at(share: Path, progress: Report | None = None) -> SharedInspection:
    """Return which inspection a shared folder holds; ShareError if none has arrived there, or it can't be read."""
    from reviewer.sharing import FolderShare, look

    shared = look(FolderShare(share), telling(progress))
    return SharedInspection(
        plain_name(shared.title), plain_name(shared.by), shared.at, shared.documents, shared.bytes
    )


def admission(desk: Desk) -> Admission:
    """Return how whoever has joined comes to count. Works out two codes, which takes a second where joining has not done it."""
    members, missing = desk.members, desk.sharing.missing
    return Admission(
        desk.case.inspection.title,
        members.own_code,
        members.inspection_code,
        members.is_open,
        members.is_waiting,
        known=desk.sharing.failed is None and (missing is None or not (missing.packs or missing.saves)),
        unchosen="" if desk.session.home.chosen_name() else desk.me.name,
    )
