"""Makes the pages of a briefing as data, one kind a module."""
