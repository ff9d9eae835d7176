"""Writes the briefing in formats that other programs read."""
