"""What is measured: each a program of its own, so that its whole cost counts, imports and all."""
