"""A reply in each form that people read it in."""
