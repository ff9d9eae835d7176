"""Draws the pictures of a briefing, as inline SVG.

Each of these is one picture: ``alliances`` (who stands with whom), ``lanes`` (positions through
time), ``atlas`` (the map) and ``density`` (the strip above a chronology).

- All of them: ``picture`` is what a page gets, ``svg`` builds elements, ``signs`` and
  ``picture_key`` are the signs and their meaning.
- What is drawn: ``standing_words`` puts standings into words, ``spans`` turns positions into spans
  of time, ``event_counts`` counts events.
- Alliances: ``alliance_rows``. Lanes: ``bands``.
- The map: ``shapes`` reads countries, ``map_geometry`` projects and clips, ``map_countries`` says
  where each stands, ``map_region`` what is shown, ``map_labels`` where names go, ``map_signs`` and
  ``map_key`` what patterns mean.
"""
