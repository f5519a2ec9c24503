"""Installers for Windows and macOS, as far as Linux can tell: they are made, read back, and remove nothing but the program."""

from __future__ import annotations

import os
import plistlib
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PIL import Image

from bundling import elsewhere as driver
from bundling.contents import PLUGINS_ELSEWHERE, elsewhere
from bundling.icons import icons
from bundling.installers import files, msi, setup
from reviewer import __version__

Tool = Callable[[str], str]
PACKAGING = Path(__file__).resolve().parents[2] / "packaging"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Stands in for the folder that PyInstaller makes on Windows."""
    made = tmp_path / "a folder"
    for name in ("reviewer.exe", "reviewer-desk.exe", "_internal/PySide6/Qt6Core.dll", "_internal/base.pyd"):
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text(name)
    return made


# --- Windows -------------------------------------------------------------------------------------------------


def test_the_installer_for_windows_compiles_and_holds_the_folder(
    root: Path, folder: Path, tmp_path: Path, tool: Tool
) -> None:
    (folder / "_internal/large").write_bytes(os.urandom(200_000))
    made = setup(root, folder, __version__, tmp_path, tool("makensis"))
    data = made.read_bytes()
    assert data[:2] == b"MZ"
    assert len(data) > 200_000, "what was given is in it"
    assert b'level="asInvoker"' in data or b'"asInvoker"' in data, "no administrator is asked for"


def test_removing_takes_nothing_but_what_the_installer_has_put_there() -> None:
    script = (PACKAGING / "windows/reviewer.nsi").read_text(encoding="utf-8")
    code = [line.partition(";")[0].strip() for line in script.splitlines()]
    assert [line for line in code if line.startswith("RMDir /r")] == ['RMDir /r "$INSTDIR\\_internal"']
    removed = {line.split(None, 1)[1] for line in code if line.startswith(("Delete ", "RMDir "))}
    assert not [path for path in removed if "*" in path or "casebook" in path.lower()]
    assert not [path for path in removed if "$LOCALAPPDATA" in path], "settings and keys are there"
    written = {line.split()[2] for line in code if line.startswith("WriteReg")}
    whole = {line.split()[2] for line in code if line.startswith("DeleteRegKey")}
    kept = {key for key in written if not any(key.startswith(gone.rstrip('"')) for gone in whole)}
    assert kept == {'"${CLASSES}\\.sqlite\\OpenWithProgids"'}, "others' too: only our value is taken away"
    assert "RequestExecutionLevel user" in code
    assert not [line for line in code if "HKLM" in line]
    silent = [line for line in code if line.startswith("MessageBox")]
    assert all("/SD " in line for line in silent), "nobody is asked where /S says so"


def tables(path: Path, tool: Tool, *names: str) -> Mapping[str, list[list[str]]]:
    """The rows of an MSI's tables, without the three lines that say what is in them."""
    read = {}
    for name in names:
        words = [tool("msiinfo"), "export", str(path), name]
        told = subprocess.run(words, capture_output=True, text=True, check=True).stdout
        read[name] = [line.split("\t") for line in told.splitlines()[3:]]
    return read


def test_the_msi_is_made_and_says_what_was_meant(
    root: Path, folder: Path, tmp_path: Path, tool: Tool
) -> None:
    made = msi(root, folder, __version__, tmp_path, tool("wixl"))
    read = tables(made, tool, "Property", "File", "Component", "Directory", "Shortcut", "Registry", "Upgrade")
    properties = {row[0]: row[1] for row in read["Property"]}
    assert (properties["ProductName"], properties["ProductVersion"]) == ("Reviewer", __version__)
    assert "ALLUSERS" not in properties, "for one account"
    assert {row[2] for row in read["File"]} == {path.name for path in folder.rglob("*.*") if path.is_file()}
    parents = {row[0]: row[1] for row in read["Directory"]}
    assert (parents["INSTALLDIR"], parents["Programs"]) == ("Programs", "LocalAppDataFolder")
    assert {row[3] for row in read["Shortcut"]} == {"Shortcuts"}
    assert {row[4] for row in read["Shortcut"]} == {
        "[INSTALLDIR]reviewer-desk.exe",
        "[System64Folder]cmd.exe",
    }
    assert {row[1] for row in read["Registry"]} == {"1"}, "the account's own part of the registry"
    applies = [row[4] for row in read["Registry"] if row[3] == "AppliesTo"]
    assert applies == ['System.FileName:"*.casebook"']
    assert {row[0] for row in read["Upgrade"]} == {properties["UpgradeCode"]}
    told = subprocess.run([tool("msiinfo"), "suminfo", str(made)], capture_output=True, text=True, check=True)
    assert "Source: 10 " in told.stdout, "packed (2), and no administrator needed (8)"
    again = tables(msi(root, folder, __version__, tmp_path, tool("wixl")), tool, "Property", "Component")
    assert again["Property"] == read["Property"], "the same version is the same product"
    assert again["Component"] == read["Component"]


def test_both_installers_register_the_same(root: Path) -> None:
    nsis = (
        (PACKAGING / "windows/reviewer.nsi")
        .read_text(encoding="utf-8")
        .replace("${CLASSES}", "Software\\Classes")
    )
    wix = (PACKAGING / "windows/reviewer.wxs").read_text(encoding="utf-8")
    of_nsis = set(re.findall(r'WriteRegStr HKCU "(Software\\(?:Classes|Reviewer)[^"]*)"', nsis))
    assert of_nsis == set(re.findall(r'Key="(Software[^"]*)"', wix))
    for words in ("Open in Reviewer", "Casebook of Reviewer", "Reviewer commands"):
        assert words in nsis
        assert words in wix


def test_what_an_msi_lists_is_each_file_once_with_a_name_that_stays(folder: Path) -> None:
    before = files(folder)
    (folder / "_internal/another & <one>.dll").write_text("")
    after = files(folder)
    guids = re.compile(r'Guid="([0-9A-F-]+)"')
    assert set(guids.findall(before)) < set(guids.findall(after))
    assert len(guids.findall(after)) == len(set(guids.findall(after))) == 5


# --- macOS ---------------------------------------------------------------------------------------------------


def test_macos_is_told_what_the_program_is_and_that_a_casebook_opens_with_it() -> None:
    plist = plistlib.loads(driver.plist(__version__).encode())
    assert plist["CFBundleShortVersionString"] == plist["CFBundleVersion"] == __version__
    assert plist["CFBundleExecutable"] == "reviewer-desk"
    (kind,) = plist["CFBundleDocumentTypes"]
    (declared,) = plist["UTExportedTypeDeclarations"]
    assert kind["LSItemContentTypes"] == [declared["UTTypeIdentifier"]]
    assert declared["UTTypeTagSpecification"] == {"public.filename-extension": ["casebook"]}
    assert "com.apple.package" in declared["UTTypeConformsTo"], "a casebook is a folder"


def test_macos_is_asked_for_nothing_but_what_ctypes_needs() -> None:
    entitlements = plistlib.loads((PACKAGING / "macos/entitlements.plist").read_bytes())
    assert entitlements == {"com.apple.security.cs.allow-unsigned-executable-memory": True}


@pytest.fixture
def of_macos(tmp_path: Path) -> Callable[..., tuple[int, str, list[str]]]:
    """Runs dmg.sh where the programs of macOS only note how they were called; returns code, stderr and calls."""
    tools, noted = tmp_path / "tools", tmp_path / "calls"
    tools.mkdir()
    for name in ("codesign", "hdiutil", "xcrun"):
        program = tools / name
        program.write_text(f'#!/bin/sh\necho {name} "$@" >> "{noted}"\n')
        program.chmod(0o755)
    app = tmp_path / "Reviewer.app"
    for name in ("MacOS/reviewer", "MacOS/reviewer-desk", "Frameworks/libz.dylib", "Frameworks/a/_b.so"):
        (app / "Contents" / name).parent.mkdir(parents=True, exist_ok=True)
        (app / "Contents" / name).write_text("")

    def run(*words: str, **around: str) -> tuple[int, str, list[str]]:
        noted.write_text("")
        environment = {"PATH": f"{tools}:{os.environ['PATH']}", "TMPDIR": str(tmp_path), **around}
        given = words or (str(app), str(tmp_path / "reviewer.dmg"))
        script = [str(PACKAGING / "macos/dmg.sh"), *given]
        ended = subprocess.run(script, capture_output=True, text=True, check=False, env=environment)
        return ended.returncode, ended.stderr, noted.read_text().splitlines()

    return run


def test_an_image_that_is_not_signed_is_said_to_be_so(
    of_macos: Callable[..., tuple[int, str, list[str]]],
) -> None:
    code, told, calls = of_macos()
    assert (code, [call.split()[0] for call in calls]) == (0, ["hdiutil"])
    assert "not signed" in told
    assert "not notarised" in told


def test_it_is_signed_from_the_inside_out_and_notarised_where_it_is_said_by_whom(
    of_macos: Callable[..., tuple[int, str, list[str]]], tmp_path: Path
) -> None:
    code, told, calls = of_macos(SIGN_IDENTITY="Developer ID Application: X", NOTARY_PROFILE="ours")
    assert (code, told) == (0, "")
    signed = [call.rsplit("/", 1)[-1] for call in calls if call.startswith("codesign --force")]
    assert signed == ["_b.so", "libz.dylib", "reviewer", "reviewer-desk", "Reviewer.app", "reviewer.dmg"]
    assert all(
        "--options runtime" in call
        for call in calls
        if call.startswith("codesign --force") and ".app" in call
    )
    image = f"{tmp_path}/reviewer.dmg"
    assert calls[-2:] == [
        f"xcrun notarytool submit {image} --keychain-profile ours --wait",
        f"xcrun stapler staple {image}",
    ]


def test_what_is_missing_for_an_image_is_said_before_anything_is_done(
    of_macos: Callable[..., tuple[int, str, list[str]]], tmp_path: Path
) -> None:
    code, told, calls = of_macos(NOTARY_PROFILE="ours")
    assert (code, calls) == (2, [])
    assert "SIGN_IDENTITY" in told
    code, told, calls = of_macos(str(tmp_path), str(tmp_path / "x.dmg"))
    assert (code, calls) == (1, [])
    assert "is no application" in told
    ended = subprocess.run(
        [str(PACKAGING / "macos/dmg.sh"), "a", "b"],
        capture_output=True, text=True, check=False, env={"PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert ended.returncode == 1
    assert "codesign is not here" in ended.stderr


# --- what is taken along ----------------------------------------------------------------------------------------


def test_icons_are_made_of_the_one_there_is(root: Path, tmp_path: Path) -> None:
    icons(root / "resources/icons/reviewer.svg", tmp_path)
    with Image.open(tmp_path / "reviewer.ico") as ico:
        assert {(16, 16), (32, 32), (256, 256)} <= ico.info["sizes"]
    with Image.open(tmp_path / "reviewer.icns") as icns:
        assert max(icns.size) >= 256
        assert len(icns.convert("RGB").getcolors(1 << 20) or ()) > 1, "something is drawn"


def test_on_other_systems_plugins_that_nobody_needs_stay_out_and_so_does_what_is_gpl() -> None:
    def entry(path: str) -> tuple[str, str, str]:
        return path, f"C:\\{path}", "BINARY"

    wanted = [entry("PySide6\\plugins\\platforms\\qwindows.dll"), entry("python312.dll")]
    unwanted = [
        entry("PySide6\\plugins\\platforminputcontexts\\qtvirtualkeyboardplugin.dll"),
        entry("PySide6/plugins/sqldrivers/qsqlite.dll"),
    ]
    assert elsewhere([*unwanted, *wanted], "win32") == sorted(wanted)
    mac = [entry("PySide6/Qt/plugins/platforms/libqcocoa.dylib")]
    assert (
        elsewhere([*mac, entry("PySide6/Qt/plugins/printsupport/libcocoaprintersupport.dylib")], "darwin")
        == mac
    )
    with pytest.raises(SystemExit, match="under the GPL"):
        elsewhere([*mac, entry("libjbig.2.1.dylib")], "darwin")
    assert set(PLUGINS_ELSEWHERE) == {"win32", "darwin"}


def test_the_driver_reads_nothing_that_was_set_for_python_and_refuses_what_it_is_not_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    around = driver.surroundings({"PYTHONPATH": "/x", "PATH": "/bin"})
    assert (around.get("PYTHONPATH"), around["PATH"], around["PYTHONHASHSEED"]) == (None, "/bin", "0")
    assert driver.python_of(Path("tools"), "win32").as_posix() == "tools/Scripts/python.exe"
    assert "--require-hashes" in driver.tools_words(Path("python"))
    if sys.platform == "linux":
        with pytest.raises(SystemExit, match=r"bundle\.sh"):
            driver.main([])
    with pytest.raises(SystemExit, match="usage"):
        driver.main(["--help"])
    monkeypatch.setattr(driver, "MADE", tmp_path)
    with pytest.raises(SystemExit, match="was not made on Windows"):
        driver.main(["--installers"])
