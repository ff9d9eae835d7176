"""Puts claims, dates, counts and events into the words that pages and ``diff`` share."""
