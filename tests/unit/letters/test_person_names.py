"""Whose name a certificate bears: the same person's however it is written, and nobody else's."""

from __future__ import annotations

import pytest

from reviewer.letters.person_names import is_same_person

TITLES = ("Her Majesty’s Inspector of Constabulary", "Her Majesty’s Inspector of Fire & Rescue Services")


@pytest.mark.parametrize(
    ("name", "signatory"),
    [
        ("Michael Cunningham", "Michael Cunningham QPM"),
        ("MICHAEL CUNNINGHAM", "Michael Cunningham QPM"),
        ("michael  cunningham qpm", "Michael Cunningham"),
        ("Michael Cunningham Q.P.M., CBE", "Sir Michael Cunningham"),
        ("Cunningham, Michael", "Michael Cunningham QPM"),
        ("CUNNINGHAM, MICHAEL, QPM", "Michael Cunningham"),
        ("Her Majesty's Inspector of Constabulary Michael Cunningham", "Michael Cunningham"),
        ("Michael Cunningham, Her Majesty’s Inspector of Fire and Rescue Services", "Michael Cunningham"),
        ("HMI Michael Cunningham", "Michael Cunningham QPM"),
        ("Michael Cunningham HMI", "Michael Cunningham"),
        ("Andy Cooke, His Majesty’s Chief Inspector", "Andy Cooke QPM DL"),
        ("His Majesty’s Chief Inspector of Constabulary Andy Cooke", "Andy Cooke"),
        ("Dr. Rowan Ellery PhD", "Rowan Ellery"),
        ("Dame Rowan Ellery DBE", "Rowan Ellery"),
        ("The Rt Hon. Rowan Ellery", "rowan ellery"),
        ("Wyn Prys-Example", "Ŵyn Prŷs-Example"),
        ("Wyn Prys Example", "Ŵyn  Prŷs-Example"),
        ("Sean O’Neill", "Seán O'Neill"),
        ("SEAN ONEILL", "Seán O’Neill"),
        ("Sören Ørsted", "Soren Orsted"),
        ("Rowan\u200b Ellery", "Rowan\u00a0Ellery"),
        ("Yuen Ma", "Yuen Ma"),
        ("Rowan Ellery MA", "Rowan Ellery"),
        ("Sir Rowan", "Sir Rowan"),
    ],
)
def test_the_same_person_however_it_is_written(name: str, signatory: str) -> None:
    assert is_same_person(name, signatory, TITLES)
    assert is_same_person(signatory, name, TITLES)


@pytest.mark.parametrize(
    ("name", "signatory"),
    [
        ("Robin Ash", "Rowan Ellery"),
        ("M. Cunningham", "Michael Cunningham"),
        ("Michael Cunningham", "Michelle Cunningham"),
        ("Michael John Cunningham", "Michael Cunningham"),
        ("Cunningham Michael", "Michael Cunningham"),
        ("Jack Lee Ma", "Jack Lee"),
        ("JACK LEE MA", "Jack Lee"),
        ("Rowan Ellery Jr", "Rowan Ellery"),
        ("Hon Li Chan", "Li Chan"),
        ("Rowan Ellery, Robin Ash", "Rowan Ellery"),
        ("Deputy Chief Constable", "Chief Constable"),
        ("Inspector of Constabulary", "Michael Cunningham"),
        ("Her Majesty’s Inspector of Constabulary", "Michael Cunningham"),
        ("\u0420owan Ellery", "Rowan Ellery"),  # a Cyrillic letter that looks the same
        ("2.5.4.5=1234", "Rowan Ellery"),
        ("", ""),
        ("QPM", ""),
        ("   ", "Rowan Ellery"),
        ("Rowan", "Rowan Ellery"),
    ],
)
def test_what_may_be_somebody_else_is_somebody_else(name: str, signatory: str) -> None:
    assert not is_same_person(name, signatory, TITLES)
    assert not is_same_person(signatory, name, TITLES)
