"""How the assistant is: what it runs on, what waits, and what went wrong."""
