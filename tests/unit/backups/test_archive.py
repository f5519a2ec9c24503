"""A casebook as one .zip: read without the program, the same to the byte, and the same casebook again; what was tampered with is named."""

from __future__ import annotations

import csv
import gc
import hashlib
import io
import json
import shutil
import struct
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from reviewer.backups import Imported, export, import_archive, silent
from reviewer.backups.member_names import MemberNames, is_safe, plain
from reviewer.casebook import Casebook
from reviewer.errors import CancelledError, CasebookError, ReviewerError, TakenError, WrongUseError
from reviewer.model import Case, Verdict
from tests.unit.backups.conftest import receive
from tests.unit.letters.letter_case import the_case
from tests.unit.sharing.laptops import Laptop, author, decide, reasons, records

Members = dict[str, bytes]


@pytest.fixture
def case() -> Case:
    return the_case()


@pytest.fixture
def exported(tmp_path: Path, casebook: Casebook, case: Case) -> Path:
    export(casebook, case, tmp_path / "all.zip", "What is here.\n", silent)
    return tmp_path / "all.zip"


def taken_in(source: Path, folder: Path) -> Imported:
    return import_archive(source, folder, author("Ben"), silent)


def members(path: Path) -> Members:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def written(path: Path, known: Members, packing: int = 0) -> Path:
    with ZipFile(path, "w", packing) as archive:
        for name, data in known.items():
            archive.writestr(name, data)
    return path


def with_true_manifest(known: Members) -> Members:
    """As somebody would alter it who knows the manifest."""
    said = json.loads(known["manifest.json"])
    said["members"] = {
        name: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in known.items()
        if name != "manifest.json"
    }
    return {**known, "manifest.json": json.dumps(said).encode()}


def test_what_is_imported_is_the_casebook_hash_for_hash(
    tmp_path: Path, casebook: Casebook, exported: Path
) -> None:
    made = taken_in(exported, tmp_path / "ben.casebook")
    assert not made.missing
    with Casebook.open(tmp_path / "ben.casebook", author("Ben"), lambda: 1) as again:
        assert [save for _, save in again.saves()] == [save for _, save in casebook.saves()]
        assert sorted(again.files.all()) == sorted(casebook.files.all())
        assert not again.check()
        decide(again, "brook", "policy", "It goes on.")
        assert not again.check()


def test_the_same_casebook_gives_the_same_bytes_also_after_an_import(
    tmp_path: Path, casebook: Casebook, case: Case, exported: Path
) -> None:
    taken_in(exported, tmp_path / "ben.casebook")
    with Casebook.open(tmp_path / "ben.casebook", None, lambda: 1, writable=False) as again:
        export(again, case, tmp_path / "again.zip", "What is here.\n", silent)
    assert (tmp_path / "again.zip").read_bytes() == exported.read_bytes()


def test_it_can_be_read_without_the_program(casebook: Casebook, exported: Path) -> None:
    known = members(exported)
    said = json.loads(known["manifest.json"])
    for name, one in said["members"].items():
        assert (len(known[name]), hashlib.sha256(known[name]).hexdigest()) == (one["bytes"], one["sha256"])
    lines = [json.loads(line) for line in known["records.jsonl"].splitlines()]
    rows = [row for line in lines for row in line["records"]]
    assert {row["id"] for row in rows} == records(casebook)
    for row in rows:
        for value, sha in ((row["head"], row["id"]), (row["body"], row["head"]["body"])):
            text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            assert hashlib.sha256(text.encode()).hexdigest() == sha
    for line in lines:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(line["head"]["author"]))
        key.verify(bytes.fromhex(line["signature"]), b"reviewer save\0" + bytes.fromhex(line["save"]))
    assert known["documents/ashford/policy 0.txt"] == b"Policy number 0.\n"
    verdicts = list(csv.DictReader(io.StringIO(known["csv/verdicts.csv"].decode("utf-8-sig"))))
    assert sorted(row["because"] for row in verdicts) == reasons(casebook)
    (first, _) = csv.DictReader(io.StringIO(known["csv/documents.csv"].decode("utf-8-sig")))
    assert (first["name"], first["file"]) == ("policy 0.txt", "documents/ashford/policy 0.txt")


def test_names_from_outside_are_made_safe_and_told_apart(
    tmp_path: Path, casebook: Casebook, case: Case
) -> None:
    for number, name in enumerate(
        ("../../etc/passwd", "CON.txt", "Plan.txt", "plan.TXT", "=cmd|' /C calc'!A0", "a\x00b\u202ec.pdf")
    ):
        receive(casebook, name, f"{number}".encode())
    export(casebook, case, tmp_path / "all.zip", "", silent)
    known = members(tmp_path / "all.zip")
    assert all(map(is_safe, known))
    assert len({name.casefold() for name in known}) == len(known)
    assert {
        "documents/ashford/passwd",
        "documents/ashford/_CON.txt",
        "documents/ashford/plan (2).TXT",
    } <= known.keys()
    table = known["csv/documents.csv"].decode("utf-8-sig")
    assert "'=cmd" in table
    taken_in(tmp_path / "all.zip", tmp_path / "ben.casebook")


def test_a_document_that_is_not_whole_is_left_out_and_named(
    tmp_path: Path, casebook: Casebook, case: Case
) -> None:
    sha = next(casebook.files.all())
    casebook.files.path(sha).write_bytes(b"rot")
    made = export(casebook, case, tmp_path / "all.zip", "", silent)
    assert list(made.manifest.missing) == [sha]
    assert len(taken_in(tmp_path / "all.zip", tmp_path / "ben.casebook").missing) == 1


def test_nothing_is_written_over_and_nothing_is_left_half(
    tmp_path: Path, casebook: Casebook, case: Case, exported: Path
) -> None:
    before = exported.read_bytes()
    with pytest.raises(TakenError):
        export(casebook, case, exported, "", silent)
    assert exported.read_bytes() == before
    with pytest.raises(CasebookError, match="is there already"):
        taken_in(exported, casebook.folder)

    def stop(_step: object) -> None:
        raise CancelledError("Stopped")

    there = set(tmp_path.iterdir())
    with pytest.raises(CancelledError):
        export(casebook, case, tmp_path / "other.zip", "", stop)
    with pytest.raises(CancelledError):
        import_archive(exported, tmp_path / "other.casebook", author("Ben"), stop)
    assert set(tmp_path.iterdir()) == there


def test_one_that_was_unpacked_and_packed_again_by_another_program_is_taken(
    tmp_path: Path, exported: Path
) -> None:
    again = written(tmp_path / "again.zip", dict(sorted(members(exported).items())), ZIP_DEFLATED)
    taken_in(again, tmp_path / "ben.casebook")


def altered_record(known: Members) -> Members:
    return {**known, "records.jsonl": known["records.jsonl"].replace(b"It says so.", b"It says no.")}


ALTERED: dict[str, tuple[Callable[[Members], Members], str]] = {
    "a document": (lambda m: {**m, "documents/ashford/policy 0.txt": b"Policy number 9.\n"}, "documents/ashford/policy 0.txt is not what it was"),
    "a document's length": (lambda m: {**m, "documents/ashford/policy 0.txt": b"Policy"}, "policy 0.txt is not as long"),
    "a table": (lambda m: {**m, "csv/bodies.csv": m["csv/bodies.csv"][:-1] + b"x"}, "csv/bodies.csv is not what it was"),
    "a member less": (lambda m: {k: v for k, v in m.items() if k != "csv/letters.csv"}, "csv/letters.csv is missing"),
    "a member more": (lambda m: {**m, "virus.exe": b"MZ"}, "virus.exe is none of its members"),
    "a name that leads out": (lambda m: {**m, "../out.txt": b"x"}, "../out.txt has a name that leads elsewhere"),
    "a name from the root": (lambda m: {**m, "/etc/passwd": b"x"}, "/etc/passwd has a name that leads elsewhere"),
    "a record": (altered_record, "records.jsonl is not"),
    "a record and the manifest": (lambda m: with_true_manifest(altered_record(m)), "can't be trusted"),
    "a save less and the manifest": (
        lambda m: with_true_manifest({**m, "records.jsonl": b"".join(m["records.jsonl"].splitlines(keepends=True)[:-1])}),
        "records.jsonl is not what it was",
    ),
    "another document and the manifest": (
        lambda m: with_true_manifest({**m, "documents/ashford/policy 0.txt": b"Policy number 9.\n"}),
        "policy 0.txt is not the document",
    ),
    "no JSON": (lambda m: with_true_manifest({**m, "records.jsonl": b"[" * 100_000 + b"\n"}), "records.jsonl can't be read in line 1"),
    "a manifest that is none": (lambda m: {**m, "manifest.json": b"[]"}, "manifest.json can't be read"),
    "a manifest that is deep": (lambda m: {**m, "manifest.json": b"[" * 100_000}, "manifest.json can't be read"),
    "a newer manifest": (
        lambda m: {**m, "manifest.json": m["manifest.json"].replace(b'"version": 1', b'"version": 2')}, "newer version",
    ),
    "no manifest": (lambda m: {k: v for k, v in m.items() if k != "manifest.json"}, "is no exported casebook"),
}  # fmt: skip


@pytest.mark.thorough
@pytest.mark.parametrize("name", ALTERED)
def test_what_was_altered_is_named_and_nothing_is_made(tmp_path: Path, exported: Path, name: str) -> None:
    alter, said = ALTERED[name]
    there = {one.name for one in tmp_path.iterdir()}
    with pytest.raises(ReviewerError, match=said.replace("(", r"\(")):
        taken_in(written(tmp_path / "altered.zip", alter(members(exported))), tmp_path / "ben.casebook")
    assert {one.name for one in tmp_path.iterdir()} == {*there, "altered.zip"}


def test_a_member_that_is_there_twice_is_named(tmp_path: Path, exported: Path) -> None:
    with ZipFile(exported, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("README.txt", b"Other words.\n")
    with pytest.raises(CasebookError, match=r"README\.txt is there twice"):
        taken_in(exported, tmp_path / "ben.casebook")


@pytest.mark.thorough
def test_what_unpacks_to_far_too_much_is_refused_before_it_is_read(tmp_path: Path, exported: Path) -> None:
    known = members(exported)
    known["documents/ashford/policy 0.txt"] = bytes(110 << 20)
    bomb = written(tmp_path / "bomb.zip", with_true_manifest(known), ZIP_DEFLATED)
    assert bomb.stat().st_size < 1 << 20
    del known
    tracemalloc.start()
    with pytest.raises(CasebookError, match=r"policy 0\.txt unpacks to far too much"):
        taken_in(bomb, tmp_path / "ben.casebook")
    assert tracemalloc.get_traced_memory()[1] < 20 << 20
    tracemalloc.stop()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        b"PK\x05\x06" + bytes(18),
        struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, 0xFFFFFFF0, 0, 0),
        b"%PDF-1.7\n" * 999,
    ],
)
def test_what_is_no_archive_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "no.zip").write_bytes(data)
    with pytest.raises(ReviewerError, match=r"no\.zip is no"):
        taken_in(tmp_path / "no.zip", tmp_path / "ben.casebook")
    with pytest.raises(WrongUseError, match="is not there"):
        taken_in(tmp_path / "none.zip", tmp_path / "ben.casebook")


def test_an_archive_cut_off_or_flipped_anywhere_is_refused_or_the_same(
    tmp_path: Path, casebook: Casebook, exported: Path
) -> None:
    whole, places = exported.read_bytes(), range(1, exported.stat().st_size, exported.stat().st_size // 12)
    for place in places:
        flipped = bytearray(whole)
        flipped[place] ^= 0x55
        (tmp_path / "bad.zip").write_bytes(whole[:place])
        with pytest.raises(ReviewerError):
            taken_in(tmp_path / "bad.zip", tmp_path / "ben.casebook")
        (tmp_path / "bad.zip").write_bytes(flipped)
        try:
            taken_in(tmp_path / "bad.zip", tmp_path / "ben.casebook")
        except ReviewerError:
            assert not (tmp_path / "ben.casebook").exists()
            continue
        with Casebook.open(
            tmp_path / "ben.casebook", None, lambda: 1, writable=False
        ) as again:  # a date was flipped
            assert [save for _, save in again.saves()] == [save for _, save in casebook.saves()]
        shutil.rmtree(tmp_path / "ben.casebook")


def test_the_names_of_members_are_short_and_free() -> None:
    names = MemberNames()
    assert names.free("documents/a", "x.pdf") == "documents/a/x.pdf"
    assert names.free("documents/a", "X.PDF") == "documents/a/X (2).PDF"
    assert plain("a" * 300 + ".docx") == "a" * 95 + ".docx"
    assert plain("..") == "unnamed"
    assert plain("nul") == "_nul"


@pytest.mark.thorough
def test_members_of_two_gigabytes_pass_in_pieces(
    tmp_path: Path, ann: Laptop, casebook: Casebook, case: Case
) -> None:
    """In small: 48 MB of documents take less memory than one of them."""
    for number in range(3):
        receive(casebook, f"{number}.bin", bytes([number]) * (16 << 20))
    tracemalloc.start()
    export(casebook, case, tmp_path / "all.zip", "", silent)
    taken_in(tmp_path / "all.zip", tmp_path / "ben.casebook")
    assert tracemalloc.get_traced_memory()[1] < 12 << 20
    tracemalloc.stop()


def most_at_once(casebook: Casebook, case: Case, target: Path) -> int:
    """Bytes that an export has at once beyond what was there before it began."""
    casebook.health.damages()  # examined already, as it is for whoever has it open
    gc.collect()
    tracemalloc.start()
    try:
        export(casebook, case, target, "", silent)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.long
def test_twice_as_many_records_take_no_more_memory_and_lose_none(
    tmp_path: Path, casebook: Casebook, case: Case
) -> None:
    """In small: of 100,000 records, as of these, no more is in memory than a batch of saves that is being written."""

    def judge(first: int, last: int) -> None:
        for save in range(first, last):
            with casebook.act() as act:
                for number in range(100):
                    because = f"The plan of {save} names a contact and says when it was looked at, in part {number}."
                    act.put(Verdict(f"b{save}", f"c{number}", "met", because))

    judge(0, 40)  # as many as a batch has
    few = most_at_once(casebook, case, tmp_path / "few.zip")
    judge(40, 80)
    many = most_at_once(casebook, case, tmp_path / "many.zip")
    assert many - few < 1 << 20
    taken_in(tmp_path / "many.zip", tmp_path / "ben.casebook")
    with Casebook.open(tmp_path / "ben.casebook", None, lambda: 1, writable=False) as again:
        assert records(again) == records(casebook)
    table = members(tmp_path / "many.zip")["csv/verdicts.csv"].decode("utf-8-sig")
    assert [row["record"] for row in csv.DictReader(io.StringIO(table))] == [
        kept.id for kept in casebook.current(Verdict)
    ]
