"""The checklist on the right: a card per criterion, one of them open."""
