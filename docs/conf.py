"""How Sphinx makes the site. What the package knows is taken from it when the site is built."""

import sys
from pathlib import Path

from sphinx.application import Sphinx

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

import kazakhstan_assembly as ka  # noqa: E402
from website.pages import facts, write_pages  # noqa: E402

project = "kazakhstan-assembly"
author = "The kazakhstan-assembly contributors"
version = release = ka.__version__
extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
    "sphinx_design",
]
exclude_patterns = ["_build"]
nitpicky = True
# Types of other packages, whose pages cannot be looked up without a network.
nitpick_ignore_regex = [("py:.*", "(?!kazakhstan_assembly).*")]
smartquotes_action = "D"  # dashes; quotation marks stay as the report has them
add_module_names = False
toc_object_entries_show_parents = "hide"

autodoc_typehints = "none"
napoleon_google_docstring = False
napoleon_use_rtype = False

myst_enable_extensions = ["colon_fence", "deflist", "fieldlist", "substitution"]
myst_heading_anchors = 3
myst_substitutions = facts()
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_show_tb = True
nb_merge_streams = True
nb_output_stderr = "warn"
nb_mime_priority_overrides = [("html", "text/html", 10)]

html_theme = "pydata_sphinx_theme"
html_title = project
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_extra_path = ["reader.html"]
html_favicon = "_static/favicon.svg"
html_context = {"default_mode": "auto"}
# Pages without pages below them have no use for a sidebar.
html_sidebars = {"index": [], "start": [], "api": [], "gallery/index": []}
html_copy_source = False
html_show_sphinx = False
html_theme_options = {
    "logo": {"text": project},
    "navbar_align": "left",
    "header_links_before_dropdown": 8,
    "navbar_persistent": ["search-button"],
    "footer_start": ["rights"],
    "footer_center": [],
    "footer_end": [],
    "show_prev_next": False,
    "show_toc_level": 2,
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}
templates_path = ["_templates"]


def setup(app: Sphinx) -> None:
    app.connect("builder-inited", lambda app: write_pages(Path(app.srcdir)))
