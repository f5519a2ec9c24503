"""What is set for this machine: where its file is looked for, and the refusal of what it has locked.

What it says is a value (``desk/policy.py``); who makes a casebook or shares one asks here first.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from reviewer.desk.policy import NO_POLICY, Place, Policy, Rule
from reviewer.errors import Phrase, PolicyError

FILE = "policy.toml"
_SYSTEM = Path("/etc/xdg")


def policy_places() -> tuple[Path, ...]:
    """Return where the file is looked for; the first that is there serves.

    On Linux the system's own folder comes first, whatever XDG_CONFIG_DIRS says (XDG Base Directory Specification 0.8).
    """
    if sys.platform in {"win32", "darwin"}:
        from platformdirs import site_config_path

        return (site_config_path("reviewer", appauthor=False) / FILE,)
    named = (Path(each) for each in os.environ.get("XDG_CONFIG_DIRS", "").split(":") if each)
    folders = dict.fromkeys((_SYSTEM, *(folder for folder in named if folder.is_absolute())))
    return tuple(folder / "reviewer" / FILE for folder in folders)


def machines_policy() -> Policy:
    """Return what is set for this machine; where there is no file, nothing that reads one is brought in."""
    there = [place for place in policy_places() if _may_be_there(place)]
    if not there:
        return NO_POLICY
    from reviewer.desk.policy_file import read_policy

    return read_policy(there)


def _may_be_there(place: Path) -> bool:
    try:
        place.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True  # it is told that it can't be read
    return True


def check_share(policy: Policy, share: Path) -> None:
    """Raise PolicyError where a folder may not be the shared one."""
    _check(policy, Rule.SHARE, share)


def check_casebook(policy: Policy, folder: Path) -> None:
    """Raise PolicyError where no casebook may be made."""
    _check(policy, Rule.CASEBOOKS, folder)


def _check(policy: Policy, rule: Rule, path: Path) -> None:
    if policy.allows(rule, path):
        return
    place = policy.place(rule)
    raise (
        _closed(policy, rule)
        if rule in policy.closed or place is None
        else _elsewhere(policy, rule, place, path)
    )


def _elsewhere(policy: Policy, rule: Rule, place: Place, path: Path) -> PolicyError:
    if rule is Rule.SHARE:
        what = Phrase("{path} does not lie in {folder}, the only place where work may be shared on this machine ({file} says so)",
                      path=path, folder=place.folder, file=policy.file)  # fmt: skip
        return PolicyError(
            what, "Choose a folder in that one, or ask whoever looks after this machine; nothing was sent."
        )
    what = Phrase("{path} does not lie in {folder}, the only place where casebooks may be made on this machine ({file} says so)",
                  path=path, folder=place.folder, file=policy.file)  # fmt: skip
    return PolicyError(
        what, "Name one in that folder, or ask whoever looks after this machine; nothing was made."
    )


def _closed(policy: Policy, rule: Rule) -> PolicyError:
    fault = policy.faults[0]
    values = {"file": policy.file, "line": fault.line, "what": fault.what, "remedy": fault.remedy}
    told = Phrase("The policy file {file} cannot be followed in line {line}: {what}", **values)
    if not fault.line:
        told = Phrase("The policy file {file} cannot be followed: {what}", **values)
    if rule is Rule.SHARE:
        return PolicyError(
            told,
            "Nothing is synced until whoever looks after this machine has mended it: {remedy}. Your work is kept here.",
            **values,
        )
    return PolicyError(
        told, "No casebook is made until whoever looks after this machine has mended it: {remedy}.", **values
    )
