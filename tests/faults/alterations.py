"""Alterations of a signed letter, in every region of its file; none may be called good.

    python -m tests.faults.alterations [COUNT] [SEED]    the long run: 400 of them unless told otherwise

Where an alteration is one of bytes, which bytes is drawn; where it is one of construction, each is made once a round.
"""

from __future__ import annotations

import io
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from reviewer.letters import Identity, SignatureLook, paper_of
from reviewer.letters.inspect import verify
from reviewer.letters.pades import AsPrintedWriter, TimedSigner, metadata, signer_for
from reviewer.letters.printed import FIELD
from reviewer.model.signatures import SignatureCode as Code
from reviewer.paper import render_pdf
from tests.authorities import NOW, elliptic, root, signatory
from tests.faults import altered_containers as containers
from tests.faults import altered_updates as updates
from tests.faults.signed_letter import Letter
from tests.faults.verified_files import an_hour_ago, faults_of_command
from tests.unit.letters.letter_case import draft

SEED = 20_320_406

Alter = Callable[[Letter, random.Random], bytes]


# --- bytes of the file -------------------------------------------------------------------------------------


def content(letter: Letter, chance: random.Random) -> bytes:
    """A byte within a page's or a font's stream."""
    begins = [at for at in range(len(letter.data)) if letter.data.startswith(b"stream\n", at)]
    begin = chance.choice([at for at in begins if letter.data[at - 3 : at] != b"end"]) + 7
    return letter.changed(begin, letter.data.index(b"endstream", begin), chance)


def structure(letter: Letter, chance: random.Random) -> bytes:
    """A byte of an object, outside its stream."""
    begin = letter.data.index(b" obj", chance.randrange(letter.byte_range[1] // 2))
    return letter.changed(begin, begin + 60, chance)


def table(letter: Letter, chance: random.Random) -> bytes:
    """A byte of a cross-reference table or trailer."""
    begin = letter.data.index(
        b"\nxref" if chance.random() < 0.5 else b"trailer", chance.choice((0, letter.gap[1]))
    )
    return letter.changed(begin, min(begin + 400, len(letter.data)), chance)


def end_of_file(letter: Letter, chance: random.Random) -> bytes:
    """One of the last bytes."""
    return letter.changed(len(letter.data) - 30, len(letter.data), chance)


def signature_dictionary(letter: Letter, chance: random.Random) -> bytes:
    """A byte of name, time, reason, byte range or permissions."""
    begin = letter.data.rindex(b"/ByteRange")
    return letter.changed(begin, letter.data.index(b"endobj", begin), chance)


def inserted(letter: Letter, chance: random.Random) -> bytes:
    """A byte more."""
    at = chance.randrange(len(letter.data))
    return letter.data[:at] + chance.choice((b" ", b"\n", b"0", b"%")) + letter.data[at:]


def removed(letter: Letter, chance: random.Random) -> bytes:
    """Some bytes less."""
    at = chance.randrange(len(letter.data) - 40)
    return letter.data[:at] + letter.data[at + chance.randrange(1, 40) :]


def cut_off(letter: Letter, chance: random.Random) -> bytes:
    """A file that ends early."""
    return letter.data[: chance.randrange(100, len(letter.data))]


def before(letter: Letter, chance: random.Random) -> bytes:
    """Something before its beginning."""
    return chance.choice((b"\n", b"%\n", b"%PDF-1.4\n", b"Received by us\r\n")) + letter.data


# --- /Contents -----------------------------------------------------------------------------------------


def any_digit(letter: Letter, chance: random.Random) -> bytes:
    """One digit of /Contents, padding too."""
    return letter.digit(*letter.gap, chance)


def certificate_digit(letter: Letter, chance: random.Random) -> bytes:
    """One digit of a certificate that stands beside the signature; of those, the signer's or another's."""
    held = chance.choice(list(letter.parsed["content"]["certificates"])).dump()
    begin = letter.at_byte(letter.container.index(held))
    return letter.digit(begin, begin + 2 * len(held), chance)


def attributes_digit(letter: Letter, chance: random.Random) -> bytes:
    """One digit of what is signed, or of the signature itself."""
    begin = letter.at_byte(len(letter.container) - chance.randrange(20, 700))
    return letter.digit(begin, letter.at_byte(len(letter.container)), chance)


def padding_digit(letter: Letter, chance: random.Random) -> bytes:
    """One digit after the signature."""
    begin = letter.at_byte(len(letter.container))
    return letter.digit(begin, letter.gap[1], chance) if begin < letter.gap[1] else any_digit(letter, chance)


def small_letters(letter: Letter, chance: random.Random) -> bytes:
    """The same digits in small letters: all of them, or a stretch."""
    begin, end = letter.gap
    if chance.random() < 0.5:
        begin = chance.randrange(begin, end - 200)
        end = begin + 200
    return letter.data[:begin] + letter.data[begin:end].lower() + letter.data[end:]


def space_between(letter: Letter, chance: random.Random) -> bytes:
    """White space instead of the last zeros: a reader of PDF passes over it."""
    begin, end = letter.gap
    digits = letter.data[begin:end]
    at = chance.randrange(0, len(digits) - 2, 2)
    return letter.data[:begin] + digits[:at] + b"  " + digits[at:-2] + letter.data[end:]


# --- other letters -----------------------------------------------------------------------------------------


def signature_of_another(letter: Letter, _: random.Random) -> bytes:
    """The signature of another letter by the same signer."""
    return letter.holding(Letter(letter.other).container)


def words_of_another(letter: Letter, _: random.Random) -> bytes:
    """Another letter's words under this signature."""
    return Letter(letter.other).holding(letter.container)


def moved_range(letter: Letter, chance: random.Random) -> bytes:
    """A byte range that leaves out more than the signature, or less."""
    first, length, second, rest = letter.byte_range
    by = chance.choice((-200, -2, 2, 200))
    numbers = chance.choice(((first, length + by, second, rest), (first, length, second + by, rest - by),
                             (first, length, second, rest + by), (abs(by), length, second, rest), (0, 0, 0, 0)))  # fmt: skip
    begin = letter.data.rindex(b"/ByteRange [")
    end = letter.data.index(b"]", begin) + 1
    room = letter.data[begin:].index(b"/Type")
    written = b"/ByteRange [%d %d %d %d]" % numbers
    return (
        letter.data[:begin] + written.ljust(room)[:room] + letter.data[begin + room :] if end else letter.data
    )


def appended(letter: Letter, chance: random.Random) -> bytes:
    """Bytes after the end, that no program reads."""
    return letter.data + chance.choice(
        (b"\n", b" ", b"%\n", b"\0", b"\n1 0 obj\n<<>>\nendobj\n", b"PK\3\4", letter.data)
    )


BYTES: tuple[Alter, ...] = (
    content, structure, table, end_of_file, signature_dictionary, inserted, removed, cut_off, before, any_digit,
    certificate_digit, certificate_digit, attributes_digit, padding_digit, small_letters, space_between, moved_range, appended,
)  # fmt: skip
"""Drawn again and again."""

BUILT: tuple[Alter, ...] = (
    containers.certificate_gone, containers.certificate_more, containers.certificate_other, containers.certificates_turned,
    containers.unsigned_attribute, containers.more_signers, containers.revocations, containers.without_length,
    containers.other_algorithm_name, containers.other_signature_number, signature_of_another, words_of_another,
    updates.update_language, updates.update_words, updates.update_note, updates.update_field, updates.update_unsigned,
    updates.update_title, updates.update_pages, updates.update_signed,
)  # fmt: skip
"""Made once for each letter."""


@dataclass(frozen=True)
class Altered:
    """What was done to a letter, and what became of it."""

    how: str
    data: bytes


def signed_letters(at: datetime = NOW) -> tuple[Letter, ...]:
    """A letter signed with RSA and one with P-256, each with a chain, and with a certificate that it has no use for."""
    made = []
    for key in (None, elliptic()):
        identity = signatory(key=key, at=at).identity(root("Of No Use", at=at).certificate, at=at)
        made.append(Letter(*(_signed(identity, body, at) for body in ("arch", "beam"))))
    return tuple(made)


def _signed(identity: Identity, body: str, at: datetime) -> bytes:
    """A signed letter with more room for its signature than it needs, so that larger ones can be put in its place."""
    look = SignatureLook(identity.name, at)
    writer = AsPrintedWriter(io.BytesIO(render_pdf(paper_of(draft(body=body), look))))
    key, out = signer_for(identity), io.BytesIO()
    signer = TimedSigner(metadata(FIELD, identity, ""), key, at)
    signer.sign_pdf(writer, existing_fields_only=True, bytes_reserved=key.digits_to_leave + 4000, output=out)
    return out.getvalue()


def alterations(letters: tuple[Letter, ...], seed: int = SEED) -> Iterator[Altered]:
    """Give alterations without end: the built ones of each letter spread among drawn ones."""
    chance = random.Random(seed)
    turns = range(len(letters))
    built = [(letters[(at + turn) % len(letters)], act) for turn in turns for at, act in enumerate(BUILT)]
    for number in count():
        drawn = BYTES[number % len(BYTES)], letters[number // len(BYTES) % len(letters)]
        for act, letter in [drawn] if number % 2 or not built else [drawn, built.pop(0)[::-1]]:
            data = act(letter, chance)
            if data != letter.data:
                yield Altered(act.__name__, data)


ANYWHERE = {Code.CHANGED, Code.ADDED, Code.PDF_DAMAGED, Code.UNSIGNED, Code.UNREADABLE}
"""What may be true where bytes of the file were altered: a parser may get no further, or find no signature."""
WITHIN = {Code.UNCOVERED, Code.FORGED, Code.UNREADABLE, Code.CHANGED, Code.ADDED}
"""What may be true where the container was: digits may be no digits any more, and the signed digest is in there."""
TRUE: dict[str, set[Code]] = {
    **{act.__name__: WITHIN for act in (any_digit, attributes_digit, certificate_digit, space_between)},
    **{act.__name__: {Code.UNCOVERED, Code.UNREADABLE} for act in (padding_digit, small_letters)},
    **{
        act.__name__: {Code.UNCOVERED, Code.UNREADABLE, Code.FORGED}
        for act in BUILT
        if act.__module__ == containers.__name__
    },
    **{act.__name__: {Code.ADDED} for act in BUILT if act.__module__ == updates.__name__},
    "update_unsigned": {Code.UNSIGNED},
    "content": {Code.CHANGED},
    "appended": {Code.ADDED},
    "signature_of_another": {Code.CHANGED},
    "words_of_another": {Code.CHANGED},
}


def is_told_truly(altered: Altered, found: dict[str, Any]) -> bool:
    """Whether what is said first of an altered letter is what was done to it, or what came of that."""
    return Code(found["facts"][0]["code"]) in TRUE.get(altered.how, ANYWHERE)


def main(wanted: int, seed: int) -> int:
    """Try so many, on the verifier and on the command; print how each sort was told, and how many were called good or told wrongly."""
    told: dict[str, Counter[str]] = {}
    good = wrong = 0
    at = an_hour_ago()
    tried = tuple(islice(alterations(signed_letters(at), seed), wanted))
    answers = [verify(altered.data, {"now": at.isoformat()})[0] for altered in tried]
    for altered, found in zip(tried, answers, strict=True):
        good += bool(found["good"])
        wrong += not is_told_truly(altered, found)
        codes = " ".join(fact["code"] for fact in found["facts"])
        told.setdefault(altered.how, Counter())[codes] += 1
    with TemporaryDirectory() as folder:
        faults = faults_of_command([altered.data for altered in tried], answers, Path(folder))
    for how, sorts in told.items():
        for codes, times in sorts.items():
            print(f"{how:24} {times:3}  {codes}")
    for fault in faults:
        print(fault)
    print(
        f"of {wanted}: {good} called good, {wrong} told wrongly, {len(faults)} told otherwise by the command (seed {seed})"
    )
    return 1 if good or wrong or faults else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 400, int(sys.argv[2]) if sys.argv[2:] else SEED))
