"""Bare verification of as many signatures as a casebook has saves, by cryptography alone; prints the processor's seconds.

python -m bench.programs.signatures NUMBER
"""

from __future__ import annotations

import sys
import time

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def main(number: int) -> float:
    """Verify so many signatures, and return how long that took."""
    private = Ed25519PrivateKey.generate()
    message = bytes(45)
    signature, public = private.sign(message), private.public_key()
    begun = time.process_time()
    for _ in range(number):
        public.verify(signature, message)
    return time.process_time() - begun


if __name__ == "__main__":
    print(main(int(sys.argv[1])))
