"""What the plugin uses of MkDocs without a promise in MkDocs' documentation is still there."""

import subprocess
import sys

PROGRAM = """
import inspect
from mkdocs.commands.build import get_context
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page, _RelativePathTreeprocessor
from mkdocs.structure.toc import get_toc
from mkdocs.utils import CountHandler

def parameters(function):
    return list(inspect.signature(function).parameters)

assert parameters(get_context) == ["nav", "files", "config", "page", "base_url"]
assert {"builder", "root", "mount_path"} <= set(parameters(LiveReloadServer.__init__))
assert parameters(LiveReloadServer.serve_request) == ["self", "environ", "start_response"]
assert parameters(Page.render) == ["self", "config", "files"]
assert parameters(_RelativePathTreeprocessor) == ["file", "files", "config"]
assert _RelativePathTreeprocessor._register and list(get_toc([])) == []
assert parameters(Page.read_source) == ["self", "config"]
assert {"inclusion", "content"} <= set(parameters(File.generated))
assert Files.get_file_from_path and CountHandler().get_counts() == []
assert ExtraScriptValue("a.js").type == ""
assert MkDocsConfig._current_page is None

config = MkDocsConfig()
config.load_dict({"site_name": "x", "docs_dir": ".", "theme": "material"})
config.validate()
page = Page(None, file := File("a.md", ".", "site", True), config)
assert file.page is page
assert page.present_anchor_ids is None and page.links_to_anchors is None
assert {"active", "content", "edit_url", "meta", "toc", "update_date"} <= set(dir(page))
print("checked")
"""


def test_mkdocs_has_the_internals_that_are_used(tmp_path):
    command = [sys.executable, "-c", PROGRAM]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.stdout == "checked\n", run.stderr
