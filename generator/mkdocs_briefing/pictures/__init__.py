"""Draws what readers would rather look at than read, as inline SVG."""
