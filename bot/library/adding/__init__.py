"""From a file that an admin sends to a document: read, shown, and kept when they say so."""
