"""The policy file of a machine, and what it says.

What cannot be followed in it is never passed over: it is a fault with its line, and what it may have locked is held as closed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from reviewer.desk.policy import NO_POLICY, Place, Policy, PolicyFault, Rule
from reviewer.desk.typed_paths import expanded
from reviewer.errors import Phrase, WrongUseError, why_refused

_MOST = 100_000  # bytes


def read_policy(places: Sequence[Path]) -> Policy:
    """Return what the first file that is there says."""
    for path in places:
        try:
            data = _bytes_of(path)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            return _unreadable(path, error)
        return _policy(path, data)
    return NO_POLICY


def _bytes_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_MOST + 1)


def _unreadable(path: Path, error: OSError) -> Policy:
    what = Phrase("it cannot be read ({why})", why=why_refused(error))
    return _closed(path, PolicyFault(0, what, Phrase("make it readable for every account")))


def _closed(path: Path, fault: PolicyFault) -> Policy:
    """Nothing of it can be known, so that all that it may have locked is."""
    return Policy(path, faults=(fault,), closed=frozenset(Rule))


def _policy(path: Path, data: bytes) -> Policy:
    import tomllib  # brought in only where there is a file

    if len(data) > _MOST:
        return _closed(path, PolicyFault(0, Phrase("it is too large"), Phrase("keep it below 100 kB")))
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return _closed(path, PolicyFault(line, Phrase("it is not in UTF-8"), Phrase("save it as UTF-8")))
    try:
        told = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return _closed(path, _no_toml(str(error), text))
    return _Reading(path, text, told).policy() if told else Policy(path)


def _no_toml(said: str, text: str) -> PolicyFault:
    at = re.search(r"line (\d+)", said)
    line = int(at[1]) if at else text.rstrip().count("\n") + 1
    what = Phrase("it is no TOML there ({why})", why=re.sub(r" \(at .*\)$", "", said))
    return PolicyFault(line, what, Phrase("write each setting as in the guide, such as: off = true"))


def _name(*keys: str) -> str:
    return ".".join(keys)


def _neither(rule: Rule, name: str) -> Phrase:
    return Phrase("{key} is neither true nor false", key=_name(rule, name))


class _Reading:
    """Goes through the tables of a file, and keeps what is wrong with them."""

    def __init__(self, path: Path, text: str, told: Mapping[str, Any]) -> None:
        self._path, self._text, self._told = path, text, told
        self._faults: list[PolicyFault] = []
        self._closed: set[Rule] = set()

    def policy(self) -> Policy:
        share = self._of(Rule.SHARE, ("folder", "locked"), self._place)
        casebooks = self._of(Rule.CASEBOOKS, ("folder", "locked"), self._place)
        off = self._of(Rule.RECOGNITION, ("off",), self._off)
        if unknown := self._told.keys() - set(Rule):
            # It may have meant any of those that are not there.
            self._closed |= {rule for rule in Rule if rule not in self._told}
            for name in sorted(unknown):
                self._unknown((name,), ", ".join(Rule))
        faults = tuple(sorted(self._faults, key=lambda fault: fault.line))
        return Policy(self._path, share, casebooks, bool(off), faults, frozenset(self._closed))

    def _of(self, rule: Rule, known: Sequence[str], read: Callable[[Rule, Mapping[str, Any]], Any]) -> Any:
        """Return what a table says; None where it is not there, or cannot be followed."""
        if rule not in self._told:
            return None
        before, table = len(self._faults), self._told[rule]
        value = None
        if isinstance(table, dict):
            for name in sorted(table.keys() - set(known)):
                self._unknown((rule, name), ", ".join(known))
            value = read(rule, table)
        else:
            what = Phrase("{key} is no table", key=str(rule))
            self._fault(
                (rule,),
                what,
                Phrase("write [{key}] in a line of its own, and its settings beneath", key=str(rule)),
            )
        if len(self._faults) == before:
            return value
        self._closed.add(rule)
        return None

    def _place(self, rule: Rule, table: Mapping[str, Any]) -> Place | None:
        folder, locked = table.get("folder"), table.get("locked", False)
        if not isinstance(locked, bool):
            self._fault((rule, "locked"), _neither(rule, "locked"), Phrase("write: locked = true"))
        path = None
        with suppress(WrongUseError):  # the folder of nobody
            path = expanded(folder) if isinstance(folder, str) and folder else None
        if path is None or not path.is_absolute():
            what = Phrase("{key} is no whole path of a folder in quotation marks", key=_name(rule, "folder"))
            self._fault((rule, "folder"), what, Phrase("write the path from the root on, or from ~"))
            return None
        return Place(path, locked is True)

    def _off(self, rule: Rule, table: Mapping[str, Any]) -> bool:
        off = table.get("off")
        if not isinstance(off, bool):
            self._fault((rule, "off"), _neither(rule, "off"), Phrase("write: off = true"))
        return off is True

    def _unknown(self, keys: tuple[str, ...], known: str) -> None:
        what = Phrase("{key} is no setting", key=_name(*keys))
        self._fault(keys, what, Phrase("write one of these: {known}", known=known))

    def _fault(self, keys: tuple[str, ...], what: Phrase, remedy: Phrase) -> None:
        self._faults.append(PolicyFault(self._line(keys), what, remedy))

    def _line(self, keys: tuple[str, ...]) -> int:
        """Return the line of a key, else that of its table."""
        from reviewer.framework.toml_positions import positions

        found = positions(self._text)
        return next((found[keys[:n]][0] for n in range(len(keys), 0, -1) if keys[:n] in found), 0)
