"""Ten thousand people at work, and an assistant that answers them."""
