"""One page of each kind in this repository's own briefing, by its address."""

ARTICLE = "articles/2019-11-us-calls-on-lna-to-halt/"
KINDS = {
    "home": "",
    "about": "about/",
    "articles": "articles/",
    "article": ARTICLE,
    "actors": "actors/",
    "actor": "actors/russia/",
    "side": "actors/lna/",
    "conflicts": "conflicts/",
    "conflict": "conflicts/tripoli-2019/",
    "backers": "backers/",
    "chronology": "chronology/",
    "sources": "sources/",
    "data": "data/",
    "contribute": "contribute/",
    "guide": "contribute/guide/headers/",
    "missing": "404.html",
}

DESK, TABLET, PHONE = 1440, 768, 390
"""Widths of a page, in CSS pixels."""
