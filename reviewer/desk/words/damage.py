"""The words for damaged records: what each was about, whose it was, and what heals it. Never what it says now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from reviewer.desk.words.days import day_words
from reviewer.desk.words.language import count, say
from reviewer.desk.words.templates import joined
from reviewer.model import Case
from reviewer.model.damage import Damage, Harm

REMEDY = "Sync to get it back from the share, or restore a backup; until then keep this casebook."
_AGAIN = "Sync to get it back from the share, or decide it again."
_OF_CASE = (
    "Sync to get it back from the share, or amend the case anew; until then no letter is drafted or signed."
)
_OF_MEMBER = (
    "Sync to get it back from the share, or have a lead give the role again: admit CASEBOOK CODE --role ROLE; until then no letter is "
    "drafted or signed."
)
_DECIDED = frozenset({"verdict", "category", "block"})
_OF_CRITERION = frozenset({"verdict", "evidence", "search"})
_NAMED = 3  # in a line; a check names all

_ABOUT: Mapping[str, str] = MappingProxyType({
    "verdict": "the verdict on {criterion} of {body}",
    "category": "the category of {body}",
    "evidence": "a passage tied to {criterion} of {body}",
    "search": "a search on {criterion} of {body}",
    "receipt": "the receipt of a document from {body}",
    "included": "a decision on what of {body} is in the review",
    "version": "a decision on a new version of a document from {body}",
    "block": "a paragraph of the letter to {body}",
    "letter": "the signed letter to {body}",
})  # fmt: skip
_ALONE: Mapping[str, str] = MappingProxyType({
    "verdict": "a verdict", "category": "a category", "evidence": "a tied passage", "search": "a search",
    "receipt": "the receipt of a document", "included": "a decision on what is in the review",
    "version": "a decision on a new version of a document", "block": "a paragraph of a letter", "letter": "a signed letter",
    "seen": "a look at what could not be read", "transcribed": "what somebody typed of what could not be read",
    "person": "the name of an author", "member": "who takes part", "retired": "the end of a copy of the casebook",
    "purge": "a legal removal", "settled": "how something was settled", "inspection": "the case", "framework": "the framework of the case",
})  # fmt: skip
_HARMS: Mapping[Harm, str] = MappingProxyType({
    Harm.CONTENT: "{record} is damaged: what it says is not what was signed",
    Harm.HEAD: "{record} is damaged: what it is about is not what was signed",
    Harm.MISSING: "{record} is damaged: it is gone from the file",
    Harm.UNSIGNED: "{record} is damaged: the signature on it does not hold",
})  # fmt: skip


def damage_words(damage: Damage, case: Case, people: Mapping[str, str]) -> str:
    """Return what is damaged, without a full stop: what it was about, by whom and of which day."""
    return say(_HARMS[damage.harm], record=_record(damage, case, people))


def damage_remedy(damage: Damage) -> str:
    """Return what heals it."""
    if damage.of_all and damage.harm in {Harm.CONTENT, Harm.UNSIGNED}:
        return say(_OF_MEMBER if damage.kind == "member" else _OF_CASE)
    again = damage.kind in _DECIDED and damage.harm in {Harm.CONTENT, Harm.UNSIGNED}
    return say(_AGAIN if again else REMEDY)


def damages_words(damages: Sequence[Damage], case: Case, people: Mapping[str, str]) -> str:
    """Return one line on all that is damaged, the first few by name, and what heals it; "" where nothing is."""
    if not damages:
        return ""
    lines = [joined(damage_words(each, case, people), "") for each in damages[:_NAMED]]
    if len(damages) > _NAMED:
        more = count("{n} more record is damaged.", "{n} more records are damaged.", len(damages) - _NAMED)
        lines.append(say("{more} Check the casebook: it names them all.", more=more))
    remedies = set(map(damage_remedy, damages))
    remedy = remedies.pop() if len(remedies) == 1 else say(REMEDY)
    return " ".join((*lines, remedy))


def _record(damage: Damage, case: Case, people: Mapping[str, str]) -> str:
    what = _of_member(damage, people) or _about(damage, case)
    if not damage.certain and what:
        what = say("what seems to be {what}", what=what)
    what = what or say("a record")
    if damage.kind == "withdrawn":
        what = say("the withdrawal of {what}", what=what)
    if damage.author and damage.at:
        who = people.get(damage.author, damage.author[:8])
        what = say("{what} by {who} of {day}", what=what, who=who, day=day_words(damage.at))
    return what[:1].upper() + what[1:]


def _of_member(damage: Damage, people: Mapping[str, str]) -> str:
    kind, _, key = damage.subject.partition(":")
    return say("the role of {name}", name=people.get(key, key[:8])) if kind == "member" else ""


def _about(damage: Damage, case: Case) -> str:
    kind = damage.subject.partition(":")[0] or damage.kind
    bodies = [body.name for body in case.bodies if body.code in damage.bodies]
    titles = [each.title for each in case.framework.criteria if each.key == damage.criterion]
    form = _ABOUT.get(kind, "")
    if not form or not bodies or (kind in _OF_CRITERION and not titles):
        return say(_ALONE.get(kind, ""))
    return say(form, body=", ".join(bodies), criterion=titles[0] if titles else "")
