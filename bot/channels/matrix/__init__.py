"""Matrix as a channel: rooms and threads are conversations, events are messages."""
