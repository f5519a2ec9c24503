"""What is known of each kind of file. Imported only in the reader process, and there only when needed."""
