"""An index in PostgreSQL: vectors with pgvector, words with its Dutch full text."""
