"""Something in the place of what is wrong or missing in a file of a case, so that the rest of it can be tried.

What stands in for a text is the name of its key in square brackets: a letter that is shown of such a case says "[organisation]".
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from reviewer.framework.faults import meant_by
from reviewer.model.inspection import MONTHS

if TYPE_CHECKING:
    from reviewer.framework.case_schema import FrameworkFile
    from reviewer.framework.overlay_schema import OverlayFile
    from reviewer.framework.toml_tables import Table

PASSES = 6
"""How deep tables lie in each other, and more: each pass gives what the one before has made room for."""
WHOLE = ("paper", "overview", "words")
"""Tables that are left out where anything of them is wrong: each may be missing."""
_SPECIAL: Mapping[str, Any] = {
    "schema": 1, "tone": "unknown", "language": "en-GB", "email": "enquiries@example.org", "bodies": "bodies.tsv",
    "body_noun": ["body", "bodies"], "months": [*MONTHS], "previous_year": 2000, "absence": False, "suggest": "false",
}  # fmt: skip
_ROWS = frozenset(("finding", "criterion", "category"))
_STAND_INS: Mapping[str, Any] = {
    **_SPECIAL,
    **{name: [{}] for name in _ROWS},
    **{name: {} for name in ("sender", "signatory", "enquiries", "phrase")},
    **{name: date(2000, 1, 1) for name in ("requested_on", "submissions_due", "letters_dated")},
    **{name: [f"[{name}]"] for name in ("findings", "search", "address", "titles", "addressee", "copied_to")},
}


def with_stand_ins(data: Mapping[str, Any], table: type[Table]) -> Table | None:
    """Return the table of a file with stand-ins for what pydantic finds wrong in it; None where that does not do."""
    from pydantic import ValidationError

    made = copy.deepcopy(dict(data))
    for _ in range(PASSES):
        made = _agreeing(made)
        try:
            return table.model_validate(made)
        except ValidationError as error:
            details = error.errors(include_url=False)
            for detail in details:
                if detail["type"] == "extra_forbidden":
                    _rename(made, detail["loc"], meant_by(table, detail["loc"]))
            for detail in details:
                _put(made, [step for step in detail["loc"] if step != "[key]"], detail["type"])
    return None


def _rename(data: dict[str, Any], location: Sequence[int | str], meant: Sequence[int | str]) -> None:
    """Give what stands under a misspelt key to the one that is meant, unless that is there."""
    here: Any = data
    for step in location[:-1]:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            return  # what it lay in has another name by now
    if meant and isinstance(here, dict) and meant[-1] not in here and location[-1] in here:
        here[str(meant[-1])] = here.pop(str(location[-1]))


def _put(data: dict[str, Any], location: Sequence[int | str], kind: str) -> None:
    """Take out what is wrong, and put a stand-in where one is needed."""
    if location[0] == "words" and kind == "missing" and len(location) == 1:  # a further language needs them
        data["words"] = {"all": "[and]", "any": "[or]"}
        return
    if location[0] in WHOLE:
        data.pop(str(location[0]), None)
        return
    here: Any = data
    for step in location[:-1]:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            return  # what it lay in was replaced meanwhile
    last = location[-1]
    if kind == "extra_forbidden" or location[-2:-1] == ["phrase"]:
        if isinstance(here, dict):
            here.pop(last, None)
        if location[-2:-1] == ["phrase"] and isinstance(here, dict):
            here.setdefault("default", "[phrase]")
    elif isinstance(here, dict) and not (kind == "missing" and last in here):
        here[str(last)] = _stand_in(str(last), location)
    elif isinstance(here, list) and isinstance(last, int) and last < len(here):
        here[last] = {} if isinstance(location[-2], str) and location[-2] in _ROWS else f"[{location[-2]}]"


def _stand_in(name: str, location: Sequence[int | str]) -> Any:
    if name == "key":  # one that nothing else has: where it stands
        return "-".join(map(str, location))
    if tuple(location) == ("copied_to",):  # a language's words above the list that [letter] has
        return f"[{name}]"
    return copy.deepcopy(_STAND_INS.get(name, f"[{name}]"))


def _agreeing(data: dict[str, Any]) -> dict[str, Any]:
    """Return a framework's data with each key once, and no finding that is not there; other data as they are."""
    for name in _ROWS:
        seen: set[str] = set()
        for at, row in enumerate(_rows(data, name)):
            if row.get("key") in [*seen]:
                row["key"] = f"{name}-{at}-key"
            if isinstance(row.get("key"), str):
                seen.add(row["key"])
    known = [row["key"] for row in _rows(data, "finding") if isinstance(row.get("key"), str)]
    for row in _rows(data, "criterion"):
        if isinstance(row.get("findings"), list) and known:
            row["findings"] = [
                key for key in dict.fromkeys(map(str, row["findings"])) if key in known
            ] or known
            _agree_phrases(row)
    return data


def _rows(data: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    rows = data.get(name)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _agree_phrases(row: dict[str, Any]) -> None:
    phrases = row.get("phrase")
    if isinstance(phrases, dict):
        row["phrase"] = {"default": "[phrase]"} | {
            key: text for key, text in phrases.items() if key in {"default", *row["findings"]}
        }


def give_phrases(overlay: OverlayFile, framework: FrameworkFile) -> None:
    """Give each criterion of a further language a phrase for each finding that it may be given: these may be stand-ins by now, as it may."""
    findings = {row.key: row.findings for row in framework.criterion}
    for row in overlay.criterion:
        if any(finding not in row.phrase for finding in findings.get(row.key, ())):
            row.phrase.setdefault("default", "[phrase]")


def stand_in_facts(columns: Sequence[str]) -> Mapping[str, str]:
    """Return the facts of a body that stands in for those that are not there yet."""
    facts = {column: f"[{column}]" for column in columns if column}
    return {**facts, "code": "body", "name": "[name]"}
