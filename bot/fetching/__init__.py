"""Fetching web pages that an admin names, and nothing else that the machine can reach."""
