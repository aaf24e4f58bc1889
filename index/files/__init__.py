"""An index in files: passages in JSON lines, vectors in FAISS and a mapped array, words in mapped arrays."""
