"""Runs the command ``briefing``; ``cli`` lists its subcommands.

A folder or a file for each: ``check`` with ``check_report``, ``diff``, ``fmt``, ``init``, ``new``,
``schema``, ``upgrade``. All of them use ``console`` to print and ask, ``mkdocs_yml`` for settings
and ``content_paths`` for arguments.
"""
