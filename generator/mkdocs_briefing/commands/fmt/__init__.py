"""Puts the headers of files into one order and form, without changing what they say."""
