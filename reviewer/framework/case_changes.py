"""What differs between two states of a case, key by key: bodies by their codes, criteria and the like by their keys."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from reviewer.framework.case_record import case_to_data
from reviewer.model import Case, Logo
from reviewer.model.amendments import CaseChange

Path = tuple[str, ...]
ORDER = "#order"
"""The last step of a path that says in which order things stand."""


def differences(before: Case, after: Case) -> tuple[CaseChange, ...]:
    """Return all that differs, a thing that was added or taken out as one; () where, and only where, both say the same."""
    old, new = _Flat(before), _Flat(after)
    changes = [
        CaseChange(path, old.things.get(path), new.things.get(path))
        for path in _both(old.things, new.things)
        if (path in old.things) != (path in new.things)
    ]
    whole = {change.path for change in changes}
    for path in _both(old.values, new.values):
        was, now = old.values.get(path), new.values.get(path)
        within = any(path[:length] in whole for length in range(1, len(path)))
        if not within and was != now:
            changes.append(CaseChange(path, _said(was), _said(now)))
    for path in _both(old.orders, new.orders):
        was, now = old.orders.get(path, ()), new.orders.get(path, ())
        if [key for key in was if key in now] != [key for key in now if key in was]:
            changes.append(CaseChange((*path, ORDER), ", ".join(was), ", ".join(now)))
    return tuple(changes)


class _Flat:
    """A case by paths: ``values`` as plain data, the ``orders`` of keys, and ``things`` with a key of their own, as what they say."""

    def __init__(self, case: Case) -> None:
        self.things: dict[Path, str] = {}
        self.values: dict[Path, Any] = {}
        self.orders: dict[Path, tuple[str, ...]] = {}
        data = case_to_data(case)
        inspection = {
            name: value for name, value in data["inspection"].items() if name not in {"columns", "bodies"}
        }
        if case.inspection.sender.logo is not None:
            inspection["sender"] = {**inspection["sender"], "logo": _told(case.inspection.sender.logo)}
        self._take(("inspection",), inspection)
        self._take_bodies(case)
        for code, language in data["framework"]["languages"].items():
            if code:
                self.things["languages", code] = language["framework"]["language"]
            self._take(("languages", code), language)
        if "chaser" in data["framework"]:
            self.things["chaser",] = data["framework"]["chaser"]["text"]
            self._take(("chaser",), data["framework"]["chaser"])

    def _take_bodies(self, case: Case) -> None:
        self.orders["bodies",] = tuple(body.code for body in case.bodies)
        for body in case.bodies:
            path = ("bodies", body.code)
            facts = [body.name, *(fact for name, fact in body.facts.items() if name not in {"code", "name"})]
            self.things[path] = "; ".join(facts)
            self.values.update({(*path, column): fact for column, fact in body.facts.items()})

    def _take(self, path: Path, value: Any) -> None:
        if isinstance(value, Mapping):
            for key, item in value.items():
                self._take((*path, str(key)), item)
        elif isinstance(value, list) and path[-1] in {"criteria", "categories", "findings"} and _keyed(value):
            self.orders[path] = tuple(item["key"] for item in value)
            for item in value:
                thing = (*path, item["key"])
                self.things[thing] = "; ".join(
                    str(item[name]) for name in ("title", "question", "label", "sentence") if item.get(name)
                )
                self._take(thing, item)
        elif value is not None:
            self.values[path] = value


def _told(logo: Logo) -> dict[str, str]:
    """Return a logo as a person can compare it: its pixels by their size and digest."""
    digest = hashlib.sha256(logo.pixels).hexdigest()
    picture = f"{logo.width} × {logo.height}, {digest[:12]}"
    return {"alternative_text": logo.alternative_text, "picture": picture}


def _keyed(value: list[Any]) -> bool:
    """Tell whether a list is of things with keys; the findings of a criterion are a list of keys."""
    return all(isinstance(item, dict) for item in value)


def _both(one: Mapping[Path, object], other: Mapping[Path, object]) -> Iterator[Path]:
    yield from dict.fromkeys((*one, *other))


def _said(value: Any) -> str | None:
    return None if value is None else "\n".join(map(str, value)) if isinstance(value, list) else str(value)
