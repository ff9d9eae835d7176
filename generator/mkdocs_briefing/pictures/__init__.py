"""Draws the pictures of a briefing, as inline SVG."""
