"""What comes of reading something that is not made as it should be."""

MALFORMED = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What is wrong with the database, the disk or the network is none of these: that passes, this does not."""
