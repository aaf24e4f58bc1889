"""`wegwijzer matrix`: the Matrix account."""
