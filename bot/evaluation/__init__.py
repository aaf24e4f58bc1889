"""How good the answers are, on questions of which the answer is known."""
