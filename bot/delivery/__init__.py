"""Messages wait for their turn, are answered once and in order, and who waits long is told so."""
