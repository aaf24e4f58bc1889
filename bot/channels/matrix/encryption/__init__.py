"""End-to-end encryption: keys on disk, keys that others have of us, and what cannot be read (yet)."""
