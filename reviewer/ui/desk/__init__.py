"""The desk: bodies and documents, the open document, the checklist."""
