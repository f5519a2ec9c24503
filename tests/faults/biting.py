"""Handlers that misbehave in the reader process, each in its own way."""

from __future__ import annotations

import mmap
import os
import signal
import time
from contextlib import suppress
from typing import Any

Answer = tuple[dict[str, object], bytes]
Data = mmap.mmap | bytes
BRIEFLY = 3.0
"""Seconds of work after which ``recognise_briefly`` tries nothing more."""


def spin(data: Data, args: dict[str, Any]) -> Answer:
    while True:
        pass


def work(data: Data, args: dict[str, Any]) -> Answer:
    """Be at work for so many tenths of a second as the page is; what other programs take of the machine counts for nothing."""
    until = time.process_time() + int(args["page"]) / 10
    while time.process_time() < until:
        pass
    return {}, b""


def wait_for_ever(data: Data, args: dict[str, Any]) -> Answer:
    time.sleep(3600)
    return {}, b""


def die(data: Data, args: dict[str, Any]) -> Answer:
    os.kill(os.getpid(), signal.SIGSEGV)
    return {}, b""


def eat(data: Data, args: dict[str, Any]) -> Answer:
    return {"length": len(bytearray(8 << 30))}, b""


def recognise_briefly(data: Data, args: dict[str, Any]) -> Answer:
    """As the program's own, but that little is tried."""
    from reviewer.documents.formats import ocr

    return ocr.recognise(data, args, BRIEFLY)


def no_engine(data: Data, args: dict[str, Any]) -> Answer:
    """As where an engine is there and has not what it reads by."""
    from reviewer.documents.reader.values import RefusalError
    from reviewer.model import Reason

    raise RefusalError(Reason.OCR_LANGUAGE_MISSING)


def bulky(data: Data, args: dict[str, Any]) -> Answer:
    return {}, bytes(int(args["size"]))


def panic(data: Data, args: dict[str, Any]) -> Answer:
    class PanicError(BaseException):
        """As Rust's panics come through."""

    raise PanicError


def write_file(data: Data, args: dict[str, Any]) -> Answer:
    with open(str(args["to"]), "wb") as file:  # noqa: PTH123  # as plain as it gets
        file.write(b"x" * 100)
    return {}, b""


def held(data: Data, args: dict[str, Any]) -> Answer:
    targets = []
    for number in range(256):  # the cage lets nobody list /proc/self/fd
        with suppress(OSError):
            targets.append(os.readlink(f"/proc/self/fd/{number}"))  # noqa: PTH115
    return {"targets": targets, "environment": dict(os.environ)}, b""


def echo(data: Data, args: dict[str, Any]) -> Answer:
    return {"args": args, "size": len(data)}, bytes(data[:100])


def die_on_page_two(data: Data, args: dict[str, Any]) -> Answer:
    """Read like a PDF of three pages whose second kills its reader."""
    if args["at"] == 1:
        die(data, args)
    head: dict[str, Any] = {
        "place": f"p{args['at'] + 1}",
        "label": "page",
        "no_text": None,
        "size": 5,
        "cells": [],
    }
    return {
        "kind": "pdf",
        "extractor": "made",
        "problem": None,
        "next": 1,
        "parts": [head],
        "members": [],
    }, b"words"


def die_of_marked(data: Data, args: dict[str, Any]) -> Answer:
    """Read like a text, but die of one that says KILL."""
    if bytes(data[:4]) == b"KILL":
        die(data, args)
    head: dict[str, Any] = {"place": "text", "label": "text", "no_text": None, "size": len(data), "cells": []}
    return {
        "kind": "text",
        "extractor": "made",
        "problem": None,
        "next": None,
        "parts": [head],
        "members": [],
    }, bytes(data)
