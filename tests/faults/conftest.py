"""What bad input is tried on: casebooks made once, and copied for each test with the key of who made them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import PrivateFormat, pkcs12

from reviewer.desk import Desk, Home, utc_now
from reviewer.desk.outside import new_identity
from tests.commands import Run, reviewer
from tests.once import Once

__all__ = ["PASSWORD", "Clean", "Opened", "reviewer"]

Clean = Callable[[Path], None]
Opened = Callable[..., Desk]
PASSWORD = "a password"
"""Of the identity."""


@pytest.fixture(scope="session")
def made_once(once: Once, made_sample: Path, root: Path) -> Path:
    """The sample as `judged.casebook`, and `fresh.casebook` on its case, with the folders of who made both."""

    def make(folder: Path) -> None:
        home = Home(folder / "config/reviewer", root / "resources", folder / "data/reviewer")
        shutil.copytree(made_sample / "config", home.config)
        shutil.copytree(made_sample / "data/sample.casebook", folder / "judged.casebook")
        Desk.new(folder / "fresh.casebook", root / "resources/samples/boundaries/case", home).close()

    return once("judged", make)


def copied(made_once: Path, name: str, home: Path) -> Path:
    """A copy that belongs to the test; `reviewer` finds the key of who made it."""
    for folder in ("config", "data"):
        if (made_once / folder).exists():
            shutil.copytree(made_once / folder, home / folder, dirs_exist_ok=True)
    return Path(shutil.copytree(made_once / name, home / name))


@pytest.fixture
def home(root: Path, private_folders: Path) -> Home:
    """The folders of the person that the test's commands are run by."""
    return Home(private_folders / "config/reviewer", root / "resources", private_folders / "data/reviewer")


@pytest.fixture
def opened(home: Home) -> Opened:
    """`opened(casebook)`: the desk on it, as the program opens it; `writable=False` for what is only looked at."""
    return lambda casebook, *, writable=True: Desk.open(casebook, home, writable=writable)


@pytest.fixture
def fresh(made_once: Path, private_folders: Path) -> Path:
    """A casebook on the sample's case, in which nothing is received yet."""
    return copied(made_once, "fresh.casebook", private_folders)


@pytest.fixture
def judged(made_once: Path, private_folders: Path) -> Path:
    """A casebook of the sample, received and judged: Harrowdale's letter can be signed."""
    return copied(made_once, "judged.casebook", private_folders)


@pytest.fixture(scope="session")
def identity_once(once: Once) -> Path:
    """An identity of Rowan Ellery, who may sign the sample's letters: finding its key is most of what making one costs."""

    def make(folder: Path) -> None:
        new_identity(folder / "me.p12", "Rowan Ellery", PASSWORD, utc_now())
        _open_quickly(folder / "me.p12")

    return once("identity", make) / "me.p12"


def _open_quickly(identity: Path) -> None:
    """Have an identity's password be tried in one round instead of thousands: these keys guard nothing, and are opened often."""
    held = pkcs12.load_pkcs12(identity.read_bytes(), PASSWORD.encode())
    assert isinstance(held.key, RSAPrivateKey)
    assert held.cert is not None
    guard = (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(1)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(SHA256())
        .build(PASSWORD.encode())
    )
    identity.write_bytes(
        pkcs12.serialize_key_and_certificates(
            held.cert.friendly_name, held.key, held.cert.certificate, None, guard
        )
    )


@pytest.fixture
def identity(identity_once: Path, tmp_path: Path) -> Path:
    """A copy of it that belongs to the test."""
    return Path(shutil.copy(identity_once, tmp_path / "me.p12"))


@pytest.fixture
def clean(reviewer: Run) -> Clean:
    """Assert that `check` finds nothing wrong with a casebook."""

    def holds(casebook: Path) -> None:
        assert reviewer("check", casebook).out == "All is as it was recorded.\n"

    return holds


@pytest.fixture(scope="session")
def sample(root: Path) -> Path:
    """The sample's documents, a folder for each body."""
    return root / "resources/samples/boundaries/documents"


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """A small text that can be received."""
    path = tmp_path / "words.txt"
    path.write_text("The unit has two posts and one vacancy.\n")
    return path


@pytest.fixture(scope="session")
def case_dir(root: Path) -> Path:
    """The sample's case folder."""
    return root / "resources/samples/boundaries/case"
