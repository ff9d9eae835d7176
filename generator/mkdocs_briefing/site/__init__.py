"""Lays out the whole site, and lists the kinds of pages and downloads."""
