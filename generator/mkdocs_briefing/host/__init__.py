"""Knows MkDocs, and nothing else does: turns its events into builds, previews and pages.

Begin with ``plugin``: it hands each event over to one of these.

- Settings: ``config`` adjusts them, ``repository`` finds the code host, ``plugin_checks`` and
  ``other_plugins`` look at the neighbours.
- A build: ``build`` runs it, ``content`` reads the content, ``files`` puts pages among MkDocs'
  files, ``outputs`` enters each in the register, ``navigation`` makes the navigation, ``publish``
  replaces the last site, ``locks`` and ``stopping`` keep it whole, ``sitemap`` and ``search`` come
  last. ``prerender`` uses all processors, ``garbage`` saves time.
- A preview: ``preview`` sets it up, ``session`` keeps what outlives a rebuild, ``watching`` notices
  a change, ``origin`` tells what it touches, ``changes`` shows it without a build where that is
  enough. ``requests`` answers a browser, ``on_demand`` makes what it asks for, ``problem_panel``
  shows problems, ``search_refresh`` indexes in the background.
- A page: ``pages`` is what MkDocs handles, ``converter`` makes its text HTML, ``toc`` its contents
  list, ``finished_page`` passes it on to ``policy``, ``late_script``, ``folder_links`` and
  ``printing``.
- The theme: ``theme`` puts it together, ``style_sheets`` joins its styles, ``template_cache``,
  ``template_compiler`` and ``direction`` prepare Jinja, ``theme_checks`` finds what Material would
  fail at.
- The log: ``log``, and ``failures``, which says what went wrong.
"""
