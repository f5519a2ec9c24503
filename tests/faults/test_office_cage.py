"""LibreOffice makes pages of a document in a cage: the document gets no network, no file, no other program, no hour."""

from __future__ import annotations

import base64
import io
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from reviewer.desk.words.errors import error_words
from reviewer.documents.office.converting import Office, OfficeLimits
from reviewer.documents.office.launch import UNCAGED
from reviewer.documents.reader import Reader, landlock, seccomp
from reviewer.errors import CancelledError, DocumentError
from reviewer.model import Reason
from reviewer.model.problems import problem

pytestmark = [
    pytest.mark.cold_reader,
    pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such cage"),
]

DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (
        ("office", "office"),
        ("text", "text"),
        ("draw", "drawing"),
        ("svg", "svg-compatible"),
    )
)
WAITS = (
    "import socket; s = socket.create_server(('127.0.0.1', 0)); print(s.getsockname()[1], flush=True); s.settimeout(90); "
    "c, _ = s.accept(); print('reached', flush=True); c.close()"
)


@pytest.fixture
def office(tool: Callable[[str], str]) -> Iterator[Office]:
    tool("soffice")
    if not landlock.version() or not seccomp.available():
        pytest.skip("this kernel has no Landlock, without which LibreOffice is not started")
    made = Office()
    yield made
    made.close()


@pytest.fixture
def port() -> Iterator[int]:
    """The port of a process that waits for whoever comes by the network."""
    with subprocess.Popen([sys.executable, "-c", WAITS], stdout=subprocess.PIPE, text=True) as waits:
        assert waits.stdout is not None
        yield int(waits.stdout.readline())
        waits.terminate()
        assert waits.stdout.read() == ""  # nobody came


def written(body: str) -> bytes:
    """An OpenDocument text with this body."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        archive.writestr(
            "META-INF/manifest.xml",
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" m:version="1.2"><m:file-entry '
            'm:full-path="/" m:media-type="application/vnd.oasis.opendocument.text"/><m:file-entry m:full-path="content.xml" '
            'm:media-type="text/xml"/></m:manifest>',
        )
        archive.writestr(
            "content.xml",
            f'<office:document-content {SPACES} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"><office:body>'
            f"<office:text>{body}</office:text></office:body></office:document-content>",
        )
    return made.getvalue()


def picture(address: str) -> str:
    return (
        '<text:p>Before <draw:frame svg:width="2cm" svg:height="2cm" text:anchor-type="as-char"><draw:image '
        f'xlink:href="{address}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame> after.</text:p>'
    )


@pytest.mark.thorough
def test_what_comes_out_is_drawn_by_the_reader(office: Office, tmp_path: Path) -> None:
    letter, pages = tmp_path / "letter.odt", tmp_path / "pages.pdf"
    letter.write_bytes(written("<text:p>The plan of the force.</text:p>"))
    pages.write_bytes(office.pdf(letter, "odt"))
    with Reader() as reader:
        assert len(reader.page_sizes(pages)) == 1
        assert reader.page_boxes(pages, 0).text.strip() == "The plan of the force."
        assert len(reader.render(pages, 0, 0.5).data) > 1000


@pytest.mark.thorough
def test_a_linked_picture_is_fetched_neither_from_the_network_nor_from_a_file(
    office: Office, port: int, tmp_path: Path
) -> None:
    """Outside the cage LibreOffice puts the picture into the PDF, so this would show if it got it in there."""
    secret = tmp_path / "secret.png"
    secret.write_bytes(DOT)
    letter = tmp_path / "letter.odt"
    letter.write_bytes(written(picture(secret.as_uri()) + picture(f"http://127.0.0.1:{port}/picture.png")))
    assert b"/Subtype/Image" not in office.pdf(letter, "odt")
    letter.write_bytes(written(picture(secret.as_uri())))
    assert b"/Subtype/Image" not in office.pdf(letter, "odt")
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(letter)], check=True, capture_output=True, timeout=120
    )
    assert b"/Subtype/Image" in (tmp_path / "letter.pdf").read_bytes()


@pytest.mark.thorough
def test_a_template_from_elsewhere_and_a_section_from_a_file_are_not_fetched(
    office: Office, port: int, tmp_path: Path, shared: Path
) -> None:
    secret, letter, pages = tmp_path / "secret.txt", tmp_path / "letter.odt", tmp_path / "pages.pdf"
    secret.write_text("A witness is called Swann.", encoding="utf-8")
    source = f'<text:section-source xlink:href="{secret.as_uri()}" xlink:type="simple"/>'
    letter.write_bytes(
        written(f'<text:section text:name="s">{source}<text:p>As it was.</text:p></text:section>')
    )
    pages.write_bytes(office.pdf(letter, "odt"))
    with Reader() as reader:
        assert "Swann" not in reader.page_boxes(pages, 0).text
    template = shared / "corpus/docx/testAttachedTemplate.docx"
    made = io.BytesIO()
    with zipfile.ZipFile(template) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name.endswith("settings.xml.rels"):
                text = re_addressed(text, f"http://127.0.0.1:{port}/a.dotm")
            new.writestr(name, text)
    (tmp_path / "letter.docx").write_bytes(made.getvalue())
    assert office.pdf(tmp_path / "letter.docx", "docx").startswith(b"%PDF-")


def re_addressed(relations: bytes, address: str) -> bytes:
    from lxml import etree

    root = etree.fromstring(relations)
    for relation in root:
        relation.set("Target", address)
    return etree.tostring(root)


def test_whoever_takes_libreoffice_over_gets_out_by_no_way(
    office: Office, root: Path, tmp_path: Path
) -> None:
    folder, home = tmp_path / "own", tmp_path / "home"
    folder.mkdir()
    (home / ".ssh").mkdir(parents=True)
    key = home / ".ssh/id_ed25519"
    key.write_text("ours", encoding="utf-8")
    with socket.socket(socket.AF_UNIX) as listens, socket.socket(socket.AF_UNIX) as unnamed:
        listens.bind(str(tmp_path / "door"))
        unnamed.bind("\0reviewer-test")
        listens.listen()
        unnamed.listen()
        told = run_in_cage(
            root, folder, office.limits, port=9, unix=str(tmp_path / "door"), bound=str(folder / "bound"), outside=str(home / "out"),
            ours=str(key), made=str(home / "made"), paths=["/etc/passwd", str(key), "/proc/self/environ", "/proc/1/cmdline"],
        )  # fmt: skip
    assert told["connect"]["refused"][:-1] == ["PermissionError"] * 5  # the last is a pair of its own
    assert set(told["read_file"]["refused"]) == {"PermissionError"}
    assert set(told["write_file"]["refused"]) == {"PermissionError"}
    assert set(told["gain"]["refused"]) <= {"PermissionError", "ValueError"}
    assert set(told["parent"]["refused"]) <= {"PermissionError", "ProcessLookupError", "OSError"}
    assert told["fork_bomb"]["forks"] == 0
    assert "nothing" not in told["local_socket"]["refused"]
    assert "nothing" not in told["leave"]["refused"]
    assert key.read_text(encoding="utf-8") == "ours"
    assert sorted(path.name for path in home.iterdir() if path.name not in XDG) == [".ssh"]
    assert (folder / "mine").read_text(encoding="utf-8") == "may be written"


XDG = {"config", "data", "cache", "state"}


def run_in_cage(root: Path, folder: Path, limits: OfficeLimits, **args: Any) -> Any:
    """Run ``escaping_office`` where LibreOffice would run; returns what it told."""
    python = Path(sys.executable).resolve()
    packages = [entry for entry in sys.path if Path(entry).is_absolute()]
    start = {
        "parent": os.getpid(), "folder": str(folder), "readable": [sys.base_prefix, str(root), *packages], "program": str(python),
        "words": ["-B", "-m", "tests.faults.escaping_office", json.dumps({"folder": str(folder), **args})],
        "environment": {"PYTHONPATH": os.pathsep.join([str(root), *packages]), "PYTHONHOME": sys.base_prefix},
        "memory": limits.memory, "file": limits.file, "files": limits.files, "seconds": 60, "niceness": 0,
    }  # fmt: skip
    code = f"import sys; sys.path[:] = {packages!r} + [{str(root)!r}]; from reviewer.documents.office.launch import main; main(sys.argv[1])"
    done = subprocess.run(
        [sys.executable, "-I", "-c", code, json.dumps(start)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, (UNCAGED, done.returncode, done.stderr)
    return json.loads((folder / "told.json").read_text(encoding="utf-8"))


@pytest.mark.thorough
@pytest.mark.usefixtures("office")
def test_a_document_without_end_is_ended_at_the_deadline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter, temporary = tmp_path / "long.odt", tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    letter.write_bytes(written("<text:p>Again and again.</text:p>" * 400_000))
    began = time.monotonic()
    brief = Office(OfficeLimits(seconds=3.0))
    with pytest.raises(DocumentError, match="office-too-slow seconds=3"):
        brief.pdf(letter, "odt")
    assert time.monotonic() - began < 20
    assert running() == []
    assert list(temporary.iterdir()) == []


def running() -> list[str]:
    """The commands of this process's own children that make pages."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words, state = (
                (process / "cmdline").read_bytes(),
                (process / "stat").read_text("utf-8", "replace"),
            )
        except OSError:
            continue
        parent = int(state.rpartition(")")[2].split()[1])
        if parent == os.getpid() and b"reviewer-pages-" in words:
            found.append(words.decode("utf-8", "replace"))
    return found


def test_a_document_gets_no_more_memory_than_is_allowed(office: Office, tmp_path: Path) -> None:
    letter = tmp_path / "letter.odt"
    letter.write_bytes(written("<text:p>Words.</text:p>"))
    small = Office(OfficeLimits(memory=160 << 20))
    with pytest.raises(DocumentError, match="office-") as refused:
        small.pdf(letter, "odt")
    assert "Read its text instead" in error_words(refused.value)


@pytest.mark.thorough
def test_what_is_no_document_says_so(office: Office, tmp_path: Path) -> None:
    letter = tmp_path / "letter.docx"
    letter.write_bytes(b"PK\x03\x04 not one")
    with pytest.raises(DocumentError, match="office-failed"):
        office.pdf(letter, "docx")


@pytest.mark.thorough
def test_closing_ends_what_is_running(office: Office, tmp_path: Path) -> None:
    letter = tmp_path / "long.odt"
    letter.write_bytes(written("<text:p>Again and again.</text:p>" * 400_000))
    said: list[CancelledError] = []

    def ask() -> None:
        try:
            office.pdf(letter, "odt")
        except CancelledError as error:
            said.append(error)

    asking = threading.Thread(target=ask)
    asking.start()
    time.sleep(1.0)
    office.close()
    asking.join(10)
    assert [str(error) for error in said] == ["Making pages was stopped. Ask for them again."]


@pytest.mark.thorough
def test_what_nobody_wants_any_more_is_not_made(office: Office, tmp_path: Path) -> None:
    letter = tmp_path / "long.odt"
    letter.write_bytes(written("<text:p>Again and again.</text:p>" * 400_000))
    looks = iter([False, False, True])
    with pytest.raises(CancelledError):
        office.pdf(letter, "odt", lambda: next(looks))
    assert running() == []


def test_without_libreoffice_it_says_that_it_is_not_installed(tmp_path: Path) -> None:
    without = Office(look=lambda: None)
    assert without.version is None
    with pytest.raises(DocumentError, match="office-missing"):
        without.pdf(tmp_path / "letter.docx", "docx")
    assert without.why_not("msg") == problem(Reason.OFFICE_KIND, kind="msg")
