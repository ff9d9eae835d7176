"""Every file of a site has a place of its own, whoever named it: or nothing is written."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin
from mkdocs_briefing.content.reader import Reading, read
from mkdocs_briefing.core.addresses import page_file
from mkdocs_briefing.core.names import folded, slug_of, unmarked
from mkdocs_briefing.core.outputs import Output, collisions
from mkdocs_briefing.core.problems import errors
from mkdocs_briefing.host.config import Settings, adjust_config
from mkdocs_briefing.host.files import markdown_files
from mkdocs_briefing.pages import sources
from mkdocs_briefing.pages.parts import chronology_parts
from mkdocs_briefing.site.layout import Site, lay_out
from mkdocs_briefing.site.registry import BUILT_FILES, GENERATED
from mkdocs_briefing.site.theme_files import PACKAGED, theme_outputs

from tests.conftest import ARTICLE, CONFIG, SMALL, contents, mkdocs, write

NO_SEARCH = CONFIG.replace("[briefing]", "[briefing: {search: false}]")
PLACE_CODES = {"reserved", "same-address"}

# --- any names ----------------------------------------------------------------------------

FOLDERS = (
    *("data", "Data", "actors", "Actors", "north", "index", "index.html", "card.json", "2019"),
    *("chronology", "sources", "the-gazette", "contribute", "guide", "assets", "briefing"),
    *("404.html", "sitemap.xml.gz", "pagefind", "caf\u00e9", "cafe\u0301", "articles.csv", "x.txt"),
)
NAMES = tuple(
    f"{stem}{ending}"
    for stem in (*FOLDERS, "README", "articles", "about")
    for ending in (".md", ".csv", ".txt", ".json")
)
HEADERS = {
    "actors": "---\nname: {0} {1}\n---\n",
    "articles": "---\ntitle: A\ndate: 2019\n---\n",
    "conflicts": "---\ntitle: {0} {1}\nsides: [{{name: A}}, {{name: B}}]\n---\n",
}
paths = st.builds(
    lambda folders, name: "/".join((*folders, name)),
    st.lists(st.sampled_from(FOLDERS), max_size=3),
    st.sampled_from(NAMES),
)


def write_any(folder: Path, names: set[str]) -> None:
    for name in sorted(names):
        file = folder / "content" / name
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            header = HEADERS.get(name.split("/")[0], "") if name.endswith(".md") else ""
            file.write_text(header.format(*map(slug_of, (name, file.stem))) + "Text.\n")
        except (FileExistsError, NotADirectoryError, IsADirectoryError):
            assume(False)


def places(site: Site) -> list[str]:
    """Every file of a site that is not copied from the content or from the theme."""
    return [
        *(page_file(page.address) for page in site.pages),
        *(asset.path for asset in site.assets),
        *BUILT_FILES,
    ]


def read_any(folder: Path) -> Reading:
    return read(folder / "content", root=folder, generated=GENERATED)


def laid_out(reading: Reading) -> Site:
    return lay_out(reading.briefing, site_name="Any", site_url=None)


any_names = st.sets(paths, min_size=1, max_size=5)


@settings(max_examples=200)
@given(names=any_names)
@example(names={"404.html.md"})
@example(names={"actors/north/card.json/x.txt"})
@example(names={"index.html.md", "README.md"})
@example(names={"chronology/2019.md", "chronology/2019/index.md"})
@example(names={"sources/the-gazette.md", "sources/the-gazette/x.csv"})
def test_any_names_are_a_problem_or_have_places(names, tmp_path_factory):
    folder = write(tmp_path_factory.mktemp("names"), SMALL)
    write_any(folder, names)
    reading = read_any(folder)
    if {problem.code for problem in reading.problems} & PLACE_CODES:
        return
    refused = {problem.path for problem in errors(reading.problems)}
    others = [
        path.relative_to(folder / "content").as_posix()
        for path in sorted((folder / "content").rglob("*"))
        if path.is_file()
        and path.suffix != ".md"
        and not any(path.is_relative_to(folder / one) for one in refused)
    ]
    written = [*places(laid_out(reading)), *others]
    theme = [output.path for output in theme_outputs()]
    assert list(collisions(Output(path, path) for path in (*theme, *written))) == []


@settings(max_examples=12)
@given(names=any_names)
@example(names={"about.md", "assets/images/map.csv", "data/index.md", "data/notes.csv"})
def test_whatever_is_not_refused_is_written_whole(names, tmp_path_factory):
    folder = write(tmp_path_factory.mktemp("built"), {**SMALL, "mkdocs.yml": NO_SEARCH})
    write_any(folder, names)
    reading = read_any(folder)
    done = mkdocs("build", cwd=folder)
    assert "Traceback" not in done.stderr
    assert done.returncode == (1 if errors(reading.problems) else 0)
    if done.returncode:
        assert {path.name for path in folder.iterdir()} == {"content", "mkdocs.yml"}
        return
    others = [path for path in contents(folder / "content") if not path.endswith(".md")]
    kept = tuple(output.path for output in theme_outputs() if output.is_kept_folder)
    theme = [output.path for output in theme_outputs() if not output.is_kept_folder]
    written = {path for path in contents(folder / "site") if not path.startswith(kept)}
    assert written == {*places(laid_out(reading)), *others, *theme}


# --- what is generated ----------------------------------------------------------------------


@pytest.mark.parametrize("most", [0, 300])
def test_the_register_knows_every_generated_file(most, monkeypatch, tmp_path):
    """Also those that a briefing has only once it is larger."""
    monkeypatch.setattr(chronology_parts, "ROWS_ON_ONE_PAGE", most)
    monkeypatch.setattr(sources, "SOURCES_ON_ONE_PAGE", most)
    reading = read_any(write(tmp_path, SMALL))
    entered = list(GENERATED.outputs(reading.briefing))
    assert len({output.path for output in entered}) == len(entered)
    assert list(collisions(entered)) == []
    kept = tuple(f"{output.path}/" for output in entered if output.is_kept_folder)
    of_content = {"conflicts/river/index.html", "articles/upland/index.html"}
    missing = {*places(laid_out(reading))} - {output.path for output in entered} - of_content
    assert {path for path in missing if not path.startswith(kept)} == set()


def test_material_adds_no_file_that_the_register_misses(tmp_path):
    write(tmp_path, {**SMALL, "mkdocs.yml": NO_SEARCH})
    assert mkdocs("build", cwd=tmp_path).returncode == 0
    reading = read_any(tmp_path)
    entered = {output.path for output in GENERATED.outputs(reading.briefing)}
    of_content = {"conflicts/river/index.html", "articles/upland/index.html"}
    for path in contents(tmp_path / "site").keys() - of_content:
        above = {parent.as_posix() for parent in Path(path).parents}
        assert path in entered or above & entered, path


# --- names that would take a listing's place --------------------------------------------------


@pytest.mark.parametrize("most", [0, 300])
@pytest.mark.parametrize("name", ["Index", "INDEX!", "README", "Card json"])
def test_no_name_takes_the_place_of_a_listing(name, most, monkeypatch, tmp_path):
    monkeypatch.setattr(sources, "SOURCES_ON_ONE_PAGE", most)
    article = ARTICLE.replace("by: Upland", f'by: "{name}"').replace("The Gazette", name)
    reading = read_any(write(tmp_path, {**SMALL, "content/articles/upland.md": article}))
    assert reading.problems == ()
    site = laid_out(reading)
    addresses = {page.address for page in site.pages}
    assert not {"actors/index/", "sources/index/"} & addresses
    files = markdown_files(site.pages)
    assert len(set(files.values())) == len(files) == len(addresses)
    assert files["actors/"] == "actors/index.md"
    assert files["sources/"] == "sources/index.md"
    assert any(address.startswith("sources/") for address in addresses - {"sources/"}) == (not most)


def test_other_names_keep_their_addresses(tmp_path):
    article = ARTICLE.replace("by: Upland", "by: [README, Index of Names, Upland]")
    reading = read_any(write(tmp_path, {**SMALL, "content/articles/upland.md": article}))
    slugs = {actor.name: actor.slug for actor in reading.briefing.actors}
    assert slugs["README"] == "readme"
    assert slugs["Index of Names"] == "index-of-names"


def test_names_that_foresee_each_others_addresses_stay_apart(tmp_path):
    def digest(form: str) -> str:
        return hashlib.blake2b(form.encode(), digest_size=3).hexdigest()

    taken = {f"Foo {digest(form)}" for form in (unmarked("Foo!"), folded("Foo!"))}
    names = ", ".join(f'"{name}"' for name in ("Foo", *taken, "Foo!"))
    article = ARTICLE.replace("by: Upland", f"by: [{names}]")
    reading = read_any(write(tmp_path, {**SMALL, "content/articles/upland.md": article}))
    slugs = {actor.name: actor.slug for actor in reading.briefing.actors}
    assert len({slugs[name] for name in ("Foo", *taken, "Foo!")}) == len(taken) + 2
    assert slugs["Foo!"].startswith("foo--")


# --- other plugins ----------------------------------------------------------------------------

HOOK = """\
from mkdocs.structure.files import File


def on_files(files, config):
    files.append(File.generated(config, {path!r}, content="Text."))
    return files
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("Data/table.csv", "is in data/, which some systems take for the same as Data/"),
        ("sitemap.xml.gz", "the generated file sitemap.xml.gz has the same path"),
        ("data/articles.csv", "the generated file data/articles.csv has the same path"),
        ("backers/index.md", "the generated page backers/ has the same address"),
        ("404.html/x.csv", "the generated file 404.html is the file 404.html"),
        ("pagefind/pagefind.js", "the generated folder pagefind/ is for files of the program"),
        ("about", "content/about.md:1:1: error: the plugin"),
    ],
)
def test_no_plugin_takes_the_place_of_another_file(path, expected, tmp_path):
    files = {**SMALL, "content/about.md": "# About\n", "hook.py": HOOK.format(path=path)}
    write(tmp_path, {**files, "mkdocs.yml": f"{NO_SEARCH}hooks: [hook.py]\n"})
    write(tmp_path, {"site/index.html": "The last site."})
    done = mkdocs("build", cwd=tmp_path)
    assert done.returncode == 1
    assert expected in done.stderr
    assert path in done.stderr
    assert "Traceback" not in done.stderr
    assert contents(tmp_path / "site") == {"index.html": b"The last site."}


def test_files_of_plugins_in_places_of_their_own_are_published(tmp_path):
    files = {**SMALL, "hook.py": HOOK.format(path="assets/charts/chart.csv")}
    write(tmp_path, {**files, "mkdocs.yml": f"{NO_SEARCH}hooks: [hook.py]\n"})
    done = mkdocs("build", "--strict", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site/assets/charts/chart.csv").is_file()


@pytest.mark.parametrize("path", ["404.html.md", "data/articles.csv/x.csv", "Data/x.csv"])
def test_a_preview_leaves_out_what_has_no_place(path, tmp_path):
    write(tmp_path, {**SMALL, "mkdocs.yml": NO_SEARCH, f"content/{path}": "Text."})
    config = load_config(str(tmp_path / "mkdocs.yml"))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    session = config.plugins["briefing"].session
    assert [problem.code for problem in session.problems] == ["reserved"]
    assert session.site == "partial"
    assert session.make("data/articles.csv")
    assert session.make("404.html")
    assert (tmp_path / "site/data/articles.csv").is_file()
    assert (tmp_path / "site/404.html").is_file()


@pytest.mark.parametrize("strict", [False, True])
def test_a_preview_shows_what_a_plugin_collides_with(strict, tmp_path):
    files = {**SMALL, "hook.py": HOOK.format(path="Data/table.csv")}
    write(tmp_path, {**files, "mkdocs.yml": f"{NO_SEARCH}hooks: [hook.py]\n"})
    config = load_config(str(tmp_path / "mkdocs.yml"), strict=strict)
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    session = config.plugins["briefing"].session
    (problem,) = session.problems
    assert (problem.path, problem.code) == ("mkdocs.yml", "reserved")
    assert "Data/table.csv" in problem.message
    assert not session.make("Data/table.csv")
    assert session.make("data/articles.csv")
    assert (tmp_path / "site/data/articles.csv").is_file()


class Redirects(BasePlugin):
    """Stands in for mkdocs-redirects, which reads this setting and writes pages at the end."""


def built_with_redirect(folder: Path, old: str) -> None:
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    config.plugins["redirects"] = plugin = Redirects()
    plugin.config = {"redirect_maps": {old: "index.md"}}
    build(config)


def test_no_redirect_takes_the_place_of_a_page(tmp_path, caplog):
    write(tmp_path, {**SMALL, "mkdocs.yml": NO_SEARCH, "content/about.md": "# About\n"})
    with pytest.raises(Abort):
        built_with_redirect(tmp_path, "about.md")
    assert not (tmp_path / "site").exists()
    assert "content/about.md:1:1: error: the redirect from about.md has the same" in caplog.text
    built_with_redirect(tmp_path, "old.md")
    assert (tmp_path / "site/about/index.html").is_file()


def test_the_check_knows_the_theme_of_a_build(tmp_path):
    """The command briefing does not read mkdocs.yml, and finds Material by itself."""
    write(tmp_path, {**SMALL, "mkdocs.yml": NO_SEARCH})
    config = load_config(str(tmp_path / "mkdocs.yml"))
    adjust_config(config, Settings())
    assert set(PACKAGED) <= set(config.theme.dirs)
    assert set(theme_outputs()) <= set(theme_outputs(tuple(config.theme.dirs)))
