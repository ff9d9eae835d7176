"""Formats the headers of files without changing what they say."""
