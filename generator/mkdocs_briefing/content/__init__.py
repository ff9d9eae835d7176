"""Reads files into a briefing, and collects every problem in them.

Begin with ``reader``: it is the table of contents, with one call for each step.

- The folder: ``scan`` lists the files, ``file_kinds`` tells which of them is what, ``other_files``
  and ``svg_files`` look into those that are published unchanged.
- One file by itself: ``file_reader`` reads it, and ``parsed_file`` pairs what it says with the
  places. ``bodies`` takes over its text.
- Its header as text: the room ``header`` turns it into nodes with places.
- Its header as an entry: ``schema`` says what it may hold, in the types of ``field_types``;
  ``validation`` holds it against the schema, and ``schema_errors`` says in words what failed.
  ``key_slips`` and ``entry_slips`` find the cause of that, so that it is told once.
- Names, across files: ``actors``, ``conflicts`` and ``sources`` are the registries.
- Rows into claims: ``articles`` and ``citations`` resolve what rows refer to, ``rows`` finds their
  actors, ``row_keys`` says in which keys these are, ``anchors`` gives them their addresses, and
  ``claims`` makes the claims.
- What can hardly be true, or spans files: ``doubtful_dates``, ``doubtful_counts``,
  ``doubtful_positions``, ``publishers``, ``checks``, ``outputs`` and ``wiki_links``.
  All that is put together in ``resolution``.
- What it costs: ``budget``.
- What a preview need not work out again: ``known_content`` tells what has changed, and
  ``edited_article`` resolves an article with a new header.
"""
