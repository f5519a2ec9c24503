"""Kill the reader process, then draw the same page again; prints the seconds from the kill to the pixels."""

from __future__ import annotations

import os
import signal
import statistics
import sys
import time
from pathlib import Path

from reviewer.documents.reader import Reader

TIMES = 9


def main(pdf: Path, page: int) -> None:
    taken = []
    with Reader(spare=True) as reader:
        before = reader.render(pdf, page, 1.0).data
        for _time in range(TIMES):
            child = reader.pid
            assert child is not None  # noqa: S101 - it has just drawn
            began = time.perf_counter()
            os.kill(child, signal.SIGKILL)
            while _runs(child):
                time.sleep(0.0005)
            assert reader.render(pdf, page, 1.0).data == before  # noqa: S101
            taken.append(time.perf_counter() - began)
            time.sleep(0.5)  # a person looks at it; the next one comes up meanwhile
    print(f"{statistics.median(taken):.4f}")


def _runs(pid: int) -> bool:
    return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
