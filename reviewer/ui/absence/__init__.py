"""What a search for an absence found, beside the document: each piece and hit looked at by a person."""
