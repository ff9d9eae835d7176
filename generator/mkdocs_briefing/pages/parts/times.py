"""Writes dates as HTML, with ``<time>`` elements that machines can read."""

from markupsafe import Markup
from mkdocs_briefing.core.dates import Date


class Times(dict[Date, Markup]):
    """Each date as HTML, written once: pages show the same few dates again and again."""

    def __missing__(self, date: Date) -> Markup:
        html = Markup().join(
            Markup('<time dir="ltr" datetime="{}">{}</time>').format(part.machine, part.text)
            if part.machine
            else part.text
            for part in date.parts()
        )
        self[date] = html
        return html
