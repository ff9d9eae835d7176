"""Starts a briefing of one's own, and keeps the files around its content up to date."""
