"""Answers that admins wrote, and keep right."""
