"""A preview that is edited again and again does not grow."""

import json
import os
import subprocess
import sys

PROGRAM = """
import gc, json, os
from collections import Counter
from functools import _lru_cache_wrapper
from pathlib import Path
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

article = Path("content/articles/upland.md")
text = article.read_text()

def rebuild(number):
    # A side is new, an actor is new, and each third text has a mistake.
    edited = text.replace("Upland", f"Upland {number}")
    article.write_text(edited.replace("title:", "titel:") if number % 3 == 1 else edited)
    config = load_config("mkdocs.yml", site_dir="preview")
    if number == 0:
        config.plugins.on_startup(command="serve", dirty=False)
    try:
        build(config, serve_url="http://127.0.0.1:8000/")
    except Abort:
        pass

def counts():
    # What was there after a reading is not among the objects that Python shows.
    gc.unfreeze()
    gc.collect()
    kept = Counter(
        f"{type(one).__module__}.{type(one).__qualname__}"
        for one in gc.get_objects()
        if str(type(one).__module__).partition(".")[0] in {"mkdocs", "mkdocs_briefing", "jinja2"}
    )
    remembered = sum(
        one.cache_info().currsize
        for one in gc.get_objects()
        if isinstance(one, _lru_cache_wrapper) and one.__module__.startswith("mkdocs_briefing")
    )
    files = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else 0
    return {**kept, "remembered results": remembered, "open files": files}

for number in range(4):
    rebuild(number)
# Both counts come after a text without a mistake.
before = counts()
for number in range(4, 22):
    rebuild(number)
print(json.dumps([before, counts()]))
"""


def test_twenty_rebuilds_keep_no_more_objects_than_four(small_site):
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PROGRAM],
        cwd=small_site(),
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    before, after = json.loads(run.stdout)
    assert {name: number for name, number in after.items() if number > before.get(name, 0)} == {}
