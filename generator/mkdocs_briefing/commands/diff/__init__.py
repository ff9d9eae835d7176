"""Compares two states of the content by what the briefing says."""
