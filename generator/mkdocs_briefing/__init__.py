"""Builds a briefing site from Markdown: who stands with whom, what happened, on whose word."""
