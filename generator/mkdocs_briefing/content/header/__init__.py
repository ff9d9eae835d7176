"""Turns the text of a header into nodes with places, and says what to write where it cannot.

Begin with ``document``: it splits a file into header and body, at what ``fences`` finds, and has
the header read by ``parse``.

- Into nodes: ``builder`` makes what ``nodes`` defines out of YAML's events, and ``values`` reads
  the text of each value.
- What is read otherwise than it was meant: ``unmarked_lists``, ``comments``, ``odd_spaces`` and
  ``other_signs`` know it.
- What is no YAML: ``yaml_errors`` explains it. It looks for each ``slip`` that ``broken_lines``
  and ``broken_values`` know.
- What leaves a header unread: ``refusals``.

What a header may hold is no matter here, but for the names of keys, by which a slip is known.
"""
