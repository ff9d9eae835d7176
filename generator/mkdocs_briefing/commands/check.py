"""Runs ``briefing check``, which reports the problems of the content without building a site."""

from dataclasses import replace
from datetime import date as Day
from pathlib import Path

import click
from mkdocs_briefing.commands.check_report import FORMATS, Report, as_summary
from mkdocs_briefing.commands.console import show
from mkdocs_briefing.commands.content_paths import content_paths, refuse_paths_outside
from mkdocs_briefing.commands.mkdocs_yml import settings_above
from mkdocs_briefing.content.reader import read
from mkdocs_briefing.core.problems import first_of
from mkdocs_briefing.site.registry import GENERATED


@click.command()
@content_paths
@click.option(
    "--format",
    "report_format",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="For people, for annotations in a GitHub workflow, or for programs.",
)
@click.option(
    "--summary",
    "only_summary",
    is_flag=True,
    help="Print only how many problems of each kind there are.",
)
@click.pass_context
def check(
    context: click.Context,
    paths: tuple[Path, ...],
    content: Path,
    report_format: str,
    *,
    only_summary: bool,
) -> None:
    """Print every problem of the content, drafts included.

    With PATHs, print only the problems of these files and folders. The whole content is still
    read, as a problem in one file can depend on another. More than twenty problems end with a
    summary.

    The exit code is 0 with no problems or only warnings, 1 with errors, 2 on wrong use.
    """
    if only_summary and report_format != "text":
        raise click.UsageError("--summary is text for people; leave out --format")
    refuse_paths_outside(content, paths)
    root = Path.cwd()
    reading = read(
        content,
        root=root,
        drafts=True,
        generated=GENERATED,
        also_published=settings_above(content).also_published,
        today=Day.today(),
    )
    report = Report(reading.problems, reading.new_names)
    if paths:
        report = report.limited_to(paths, root)
    report = replace(report, problems=first_of(report.problems))
    show(*(as_summary(report) if only_summary else FORMATS[report_format](report)))
    context.exit(1 if report.failed else 0)
