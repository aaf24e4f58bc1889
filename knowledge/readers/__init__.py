"""One reader a file format: bytes in, :class:`~knowledge.readers.content.Content` out."""
