"""The guide in the program: its pages, a search over them, and which of them belongs to what one is at."""
