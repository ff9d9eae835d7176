"""Works out what several kinds of pages show, or a part of one that is a subject of its own.

- Every page: ``links`` to events and sources, ``outline`` for headings, ``times`` for dates,
  ``feedback`` at the foot, ``embedded`` for data that scripts read, ``assets`` for files beside it.
- Conflicts: ``glance``, and ``timeline_data`` for the table of any day.
- Events: ``article_events`` as one article has them, ``chronology_parts`` on pages that stay small.
- Actors: ``actor_head`` at the top of their pages, ``followers`` who stand towards them,
  ``belonging`` to sides and organisations, ``roles`` they held, ``rollup`` of what their members
  did, ``denials`` of theirs, ``cards`` beside links to them.
- The form: ``article_files``, which it can change.
- The search: ``search_metadata`` of pages, ``search_names`` of actors and conflicts.
"""
