"""Holds the briefing as data, and works out where an actor stands on a day."""
