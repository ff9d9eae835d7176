"""Compares two states of the content by what the briefing says.

``command`` reads both states, with those of git from ``revisions``, and hands them to ``compare``.

- What is compared: ``tables`` lists the fields, ``fields`` compares them, ``matching`` finds which
  entity is which; ``positions``, ``contradictions``, ``links``, ``files`` and ``rewording`` compare
  what follows from all of them.
- What comes out: ``changes``, in words (``text_format``), for a code host (``markdown_format``) or
  for programs (``json_format``). ``one_line`` makes a stranger's text safe to print.
"""
