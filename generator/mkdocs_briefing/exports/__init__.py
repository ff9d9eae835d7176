"""Writes the briefing in formats for other programs, one format a module."""
