"""The terminal as a channel: what is typed goes to the assistant, its replies are printed."""
