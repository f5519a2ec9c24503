"""What changed in the words of a passage or a document, shown by shape and said in words."""
