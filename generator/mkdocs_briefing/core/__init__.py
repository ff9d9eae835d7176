"""Holds what knows no briefing: dates, counts, names, words and addresses.

- Values: ``dates``, whose notation ``edtf`` reads and ``date_suggestions`` corrects; ``counts``;
  ``names``, whose letters ``letters`` compares; ``time_axis``.
- Words that contributors choose from: ``vocabulary``. How wide text is: ``lettering``.
- Places: ``addresses`` of pages, ``filenames``, ``file_types``, the register of ``outputs``,
  ``code_host``.
- Telling: ``problems``, and ``terminal`` for what is printed.
- The process: ``memory``, ``caches``, and ``workers``, which use all processors.
"""
