"""Measures how long a reader waits on a large table of backers and a long chronology.

    python benchmarks/bench_reading.py [--write --date DATE]

It builds a briefing with 60 backers in 400 rows and with 5,000 events, and opens both pages in
Chromium over loopback. It prints the time of the first paint, how long each filter took until
the page was laid out again, and how long scripts took to show the table of another day.
"""

import statistics
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Final

from playwright.sync_api import Page, sync_playwright
from results import against, parse, parser, publish, table

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tests.lighthouse.run import browser

BACKERS: Final = 60
ROWS: Final = 400
EVENTS: Final = 5000
FIRST: Final = date(2010, 1, 1)
DAYS: Final = 3650
STANCES: Final = ("backs", "favours", "mixed", "opposes")
SUPPORT: Final = ("weapons", "training", "funding", "diplomatic")
KINDS: Final = ("battle", "strike", "talks", "visit")
RUNS: Final = 5
PAINT_BAR: Final = 1000.0
"""Milliseconds until the first paint."""
FILTER_BAR: Final = 100.0
"""Milliseconds until a filtered page is laid out again."""

# Measures until the page is laid out again, not only until the script has ended.
CHANGE: Final = """async ([name, value]) => {
  const one = document.querySelector(name);
  const start = performance.now();
  one.value = value;
  one.dispatchEvent(new Event("change", {bubbles: true}));
  await new Promise(done => requestAnimationFrame(() => {
    document.body.offsetHeight;
    const next = new MessageChannel();
    next.port1.onmessage = done;
    next.port2.postMessage(0);
  }));
  return performance.now() - start;
}"""
FIRST_PAINT: Final = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
FILTERS: Final = {"backers/": ("stance", "support"), "chronology/": ("kind", "side")}
DAY_BAR: Final = 50.0
"""Milliseconds of script until the table and its pictures are those of another day."""
DAY_CHANGES: Final = 15
"""How often the day is changed by the slider's keys, and how often by typing one."""
# Pictures follow after the table; the address is saved a moment later, and not waited for.
SETTLED: Final = """() => new Promise(done =>
  requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(() => setTimeout(done)))))"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without logging."""

    def log_message(self, *arguments: object) -> None:
        pass


def write(folder: Path) -> None:
    """Write the briefing: one conflict, and an article for each hundred events."""
    (folder / "content" / "conflicts").mkdir(parents=True)
    (folder / "content" / "articles").mkdir()
    (folder / "mkdocs.yml").write_text(
        "site_name: A long war\ndocs_dir: content\nplugins: [briefing]\n", encoding="utf-8"
    )
    (folder / "content" / "conflicts" / "war.md").write_text(
        "---\ntitle: The war\nsides: [{name: North}, {name: South}]\n---\n", encoding="utf-8"
    )
    for number in range(EVENTS // 100):
        lines = ["---", f"title: Report {number}", f"date: {FIRST + timedelta(DAYS)}"]
        lines += ["source: The Gazette", "backing:"]
        for row in range(number * ROWS * 100 // EVENTS, (number + 1) * ROWS * 100 // EVENTS):
            since = FIRST + timedelta(row * DAYS // ROWS)
            lines.append(
                f"  - {{by: Backer {row % BACKERS:02}, to: {('North', 'South')[row % 2]}, "
                f"stance: {STANCES[row * 7 % 4]}, support: {SUPPORT[row * 3 % 4]}, "
                f"since: {since}}}"
            )
        lines.append("events:")
        for event in range(number * 100, (number + 1) * 100):
            day = FIRST + timedelta(event * DAYS // EVENTS)
            lines.append(
                f"  - {{date: {day}, what: Event {event} of the war, kind: {KINDS[event % 4]}, "
                f"actors: [{('North', 'South')[event % 2]}, Backer {event % BACKERS:02}]}}"
            )
        text = "\n".join([*lines, "---", f"Report {number}.", ""])
        (folder / "content" / "articles" / f"report-{number}.md").write_text(text, "utf-8")


def measure(page: Page, address: str, names: tuple[str, ...]) -> tuple[float, list[float]]:
    """First paint, and each filter's time to a new layout; in milliseconds."""
    page.goto(address, wait_until="networkidle")
    # Where the events are on several pages, the tools are loaded when somebody unfolds them.
    page.locator(".b-tools summary").click()
    page.wait_for_selector(".b-tools select >> nth=1")
    paint = page.evaluate(FIRST_PAINT)
    times = []
    for name in names:
        select = f".b-tools select[name={name}]"
        values = page.eval_on_selector(select, "one => [...one.options].map(one => one.value)")
        chosen = (*values[1:3], values[0])
        times.extend(page.evaluate(CHANGE, [select, value]) for value in chosen)
    return paint, times


def measure_days(page: Page, address: str) -> list[float]:
    """Change the day of a table; return for each change the milliseconds that scripts ran."""
    page.goto(address, wait_until="networkidle")
    page.wait_for_selector(".b-told:not(:empty)")
    session = page.context.new_cdp_session(page)
    # The time of the processor: what else the machine does is not counted.
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def scripted() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return next(one["value"] * 1000 for one in metrics if one["name"] == "ScriptDuration")

    slider, field = page.locator(".b-slider"), page.locator(".b-tools input[name=on]")
    slider.focus()
    changes = [partial(page.keyboard.press, "PageDown")]
    changes += [partial(page.keyboard.press, "ArrowLeft")] * (DAY_CHANGES - 1)
    # To and fro, so that much is another from one day to the next.
    for number in range(DAY_CHANGES):
        day = FIRST + timedelta(DAYS * (number * 7 % DAY_CHANGES) // DAY_CHANGES)
        changes.append(partial(field.fill, day.isoformat()))
    times = []
    for change in changes:
        before = scripted()
        change()
        page.evaluate(SETTLED)
        times.append(scripted() - before)
    return times


def measure_pages() -> tuple[dict[str, tuple[float, list[float]]], list[float]]:
    """Build the briefing and open its pages; return milliseconds: by path, and by day."""
    found = {}
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = Path(temporary)
        write(folder)
        subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], check=True, cwd=folder)
        handler = partial(Quiet, directory=str(folder / "site"))
        chromium = playwright.chromium.launch(
            executable_path=browser(),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            Thread(target=server.serve_forever, daemon=True).start()
            host = f"http://127.0.0.1:{server.server_port}/"
            for path, names in FILTERS.items():
                address = host + path
                if path == "chronology/":
                    address += f"{FIRST.year + 5}/"
                runs = []
                for _ in range(RUNS):
                    page = chromium.new_page(viewport={"width": 1440, "height": 900})
                    runs.append(measure(page, address, names))
                    page.close()
                paint = statistics.median(first for first, _ in runs)
                found[path] = (paint, [time for _, times in runs for time in times])
            page = chromium.new_page(viewport={"width": 1440, "height": 900})
            days = measure_days(page, f"{host}backers/")
            server.shutdown()
        chromium.close()
    return found, days


def main() -> None:
    arguments = parse(parser(__doc__))
    rows, sentences = [], []
    pages, days = measure_pages()
    for path, (paint, filters) in pages.items():
        middle = statistics.median(filters)
        rows.append((path, f"{paint:.0f}", f"{middle:.0f}", f"{max(filters):.0f}"))
        sentences.append(f"- {against(f'First paint, {path}', paint, PAINT_BAR, ' ms')}")
        sentences.append(f"- {against(f'Filter, {path}', middle, FILTER_BAR, ' ms')}")
    middle, worst = statistics.median(days), max(days)
    sentences.append(f"- {against('Change of day, script, median', middle, DAY_BAR, ' ms')}")
    sentences.append(f"- {against('Change of day, script, worst', worst, DAY_BAR, ' ms')}")
    header = ("page", "first paint, ms", "filter, median ms", "filter, worst ms")
    publish("reading", [*table(header, rows), "", *sentences], arguments)


if __name__ == "__main__":
    main()
