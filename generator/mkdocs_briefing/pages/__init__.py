"""Selects from the briefing what each kind of page shows."""
