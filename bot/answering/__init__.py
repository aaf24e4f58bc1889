"""A question becomes a quoted answer with its sources, or an honest "dat staat niet in mijn bronnen"."""
