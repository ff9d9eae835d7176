"""Makes the pages of a briefing as data, one kind of page in each module.

``page`` defines what a page is, and what all pages of a site share. ``parts`` holds what several
kinds show. The list of all kinds, with their addresses, is in ``site/registry.py``.
"""
