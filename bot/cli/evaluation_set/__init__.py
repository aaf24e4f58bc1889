"""`wegwijzer toetsvragen`: the evaluation set, for those who tend the knowledge; one file a command."""
