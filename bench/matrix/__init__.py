"""How fast the assistant is in Matrix rooms, beside a bare echo bot."""
