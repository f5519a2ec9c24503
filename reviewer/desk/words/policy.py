"""The words for what is set for a whole machine: what is locked and by which file, and what in the file cannot be followed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reviewer.desk.policy import Policy, PolicyFault, Rule
from reviewer.desk.words.errors import phrase_words
from reviewer.desk.words.language import say


def policy_lines(policy: Policy) -> tuple[str, ...]:
    """Return which policy is in force, a sentence for each thing that it sets, and each that cannot be followed in it."""
    if policy.file is None:
        return (say("No policy is set for this machine."),)
    rules = (share_words(policy), casebooks_words(policy), recognition_words(policy))
    lines = [
        say("The policy of this machine is in {file}.", file=policy.file),
        *filter(None, rules),
        *fault_lines(policy),
    ]
    if len(lines) == 1:
        lines.append(say("It sets nothing."))
    return tuple(lines)


def share_words(policy: Policy) -> str:
    """Return what is set for shared folders; "" where nothing is."""
    if Rule.SHARE in policy.closed:
        return say(
            "Nothing is synced until the policy file of this machine is mended: {file}.", file=policy.file
        )
    place = policy.share
    if place is None:
        return ""
    if place.locked:
        return say("Shared folders lie in {folder} and nowhere else. That is set for this machine by {file}.",
                   folder=place.folder, file=policy.file)  # fmt: skip
    return say("A shared folder in {folder} is suggested, by {file}.", folder=place.folder, file=policy.file)


def casebooks_words(policy: Policy) -> str:
    """Return what is set for casebooks; "" where nothing is."""
    if Rule.CASEBOOKS in policy.closed:
        return say(
            "No casebook is made until the policy file of this machine is mended: {file}.", file=policy.file
        )
    place = policy.casebooks
    if place is None:
        return ""
    if place.locked:
        return say("New casebooks are made in {folder} and nowhere else. That is set for this machine by {file}.",
                   folder=place.folder, file=policy.file)  # fmt: skip
    return say("New casebooks are suggested in {folder}, by {file}.", folder=place.folder, file=policy.file)


def recognition_words(policy: Policy) -> str:
    """Return that nothing is recognised, and by which file; "" where it may be."""
    if Rule.RECOGNITION in policy.closed:
        return say(
            "Nothing is recognised until the policy file of this machine is mended: {file}.", file=policy.file
        )
    if policy.recognition_off:
        return say(
            "Recognition is off: scanned pages stay unread. That is set for this machine by {file}.",
            file=policy.file,
        )
    return ""


# --- what cannot be followed ------------------------------------------------------------------------------


def fault_lines(policy: Policy) -> tuple[str, ...]:
    """Return a sentence for each thing in the file that cannot be followed: file, line, what to write, and what is closed until then."""
    lines = tuple(_fault_words(policy.file, fault) for fault in policy.faults)
    return (*lines[:-1], f"{lines[-1]} {_until_then(policy)}") if lines else ()


def _fault_words(file: Path | None, fault: PolicyFault) -> str:
    what, remedy = phrase_words(fault.what), phrase_words(fault.remedy)
    if not fault.line:
        return say("The policy file {file} cannot be followed: {what}. Whoever looks after this machine can mend it: {remedy}.",
                   file=file, what=what, remedy=remedy)  # fmt: skip
    return say("The policy file {file} cannot be followed in line {line}: {what}. Whoever looks after this machine can mend it: {remedy}.",
               file=file, line=fault.line, what=what, remedy=remedy)  # fmt: skip


def _until_then(policy: Policy) -> str:
    return say(
        "Until then: {closed}. All else works, and nothing is lost.", closed=", ".join(_closed(policy))
    )


def _closed(policy: Policy) -> Iterator[str]:
    if Rule.SHARE in policy.closed:
        yield say("nothing is synced")
    if Rule.CASEBOOKS in policy.closed:
        yield say("no casebook is made")
    if Rule.RECOGNITION in policy.closed:
        yield say("no scan is recognised")
