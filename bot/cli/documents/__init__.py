"""The commands about the documents that the assistant answers from."""
