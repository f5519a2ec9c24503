"""Letters for the viewer are files only as long as they are shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reviewer.desk.proofs import Proofs
from reviewer.model import ProblemError


@pytest.fixture
def proofs() -> Iterator[Proofs]:
    made = Proofs()
    yield made
    made.close()


def test_a_letter_is_kept_under_a_name_of_its_own_and_goes_with_the_desk(proofs: Proofs) -> None:
    name = proofs.keep(b"%PDF one")
    assert proofs.holds(name)
    assert proofs.keep(b"%PDF one") == name
    path = proofs.path(name)
    assert path.read_bytes() == b"%PDF one"
    assert path.parent.stat().st_mode & 0o077 == 0, "for this person only"
    proofs.close()
    assert not path.parent.exists()
    with pytest.raises(ProblemError):
        proofs.path(name)


def test_old_states_go_and_the_newest_stays(proofs: Proofs) -> None:
    names = [proofs.keep(b"%%PDF %d" % number) for number in range(9)]
    folder = proofs.path(names[-1]).parent
    assert len(list(folder.iterdir())) == 3
    with pytest.raises(ProblemError):
        proofs.path(names[0])
