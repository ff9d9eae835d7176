"""Writes the briefing in formats for other programs.

The downloads are in ``csv_tables``, ``briefing_json`` and ``json_schemas``; ``site/registry.py``
lists them. ``values`` says the same thing the same way in all of them. ``csv_format`` writes a
table, and ``column_meanings`` says what its columns hold.
"""
