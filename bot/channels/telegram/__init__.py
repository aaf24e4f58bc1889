"""Telegram as a channel: chats, groups and their topics, with buttons for choices."""
