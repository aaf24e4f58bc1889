"""What Wegwijzer is made of: whether it is pinned, may be used, is known to be unsafe, or holds a secret."""
