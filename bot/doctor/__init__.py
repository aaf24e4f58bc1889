"""Whether everything that the assistant needs is there and works."""
