"""The index is made anew while the assistant answers from the one before."""
