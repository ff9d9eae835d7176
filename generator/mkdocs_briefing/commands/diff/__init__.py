"""Tells what a proposed change of the content changes in what the briefing says."""
