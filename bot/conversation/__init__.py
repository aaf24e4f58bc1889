"""Guided conversation: steps, back, skip, stop, edit, resume. Knows nothing of what is asked."""
