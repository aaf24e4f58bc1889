"""Linking the accounts of one person on several channels."""
