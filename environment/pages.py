"""Notebooks as pages and as slides: one file each, which asks for no network and goes with a dark screen."""

import re
from importlib.util import find_spec
from pathlib import Path

import nbformat
from jinja2 import pass_context
from latex2mathml.converter import convert
from nbconvert import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

REVEAL = Path(find_spec("pyreveal").origin).parent / "revealjs" / "dist"  # reveal.js as published; no Python of it runs
LIMITED = re.compile(r"(\\(?:min|max|inf|sup|lim))\s*_")  # what stands below these in a formula of its own
NAME = re.compile("<mo>([a-zA-Z]{2,}|&#x0221E;)</mo>")  # of a function, or infinity: operators would be set apart


class Renderer(IPythonRenderer):
    """Formulae become MathML, which browsers set by themselves; what is no LaTeX stays as it was written."""

    def block_html(self, html):
        """As it is written where it shows no picture: what opens in one block may end in another, as <details> does."""
        return super().block_html(html) if "<img" in html else html + "\n"

    def block_math(self, body):
        latex = LIMITED.sub(r"\1\\limits_", body)
        return f'<span class="formula">{self.mathml(latex, "block")}</span>'

    def inline_math(self, body):
        return self.mathml(body, "inline")

    def latex_environment(self, name, body):
        return self.block_math(rf"\begin{{{name}}}{body}\end{{{name}}}")

    def mathml(self, latex, display):
        try:
            return NAME.sub(r"<mi>\1</mi>", convert(latex.strip(), display=display))
        except Exception:  # the converter's errors have no type in common
            return f"<code>{self.escape_html(latex)}</code>"


class Exporter(HTMLExporter):
    """Fills a file of the folder template; pictures of the text are found from the notebook's own folder."""

    def __init__(self, file):
        super().__init__(template_name="template", template_file=file, extra_template_paths=[str(REVEAL)],
                         extra_template_basedirs=[str(Path(__file__).resolve().parent)])

    @pass_context
    def markdown2html(self, context, source):
        renderer = Renderer(escape=False, embed_images=True, exclude_anchor_links=True,
                            attachments=context["cell"].get("attachments"), path=context["resources"]["metadata"]["path"])
        return MarkdownWithMath(renderer=renderer).render(source)


def write(executed, folder, slides=False):
    """Writes the page of an executed notebook, whose source lies in the folder, beside it, and if asked its slides."""
    notebook = nbformat.read(executed, as_version=4)
    for ending in (".html", ".slides.html") if slides else (".html",):
        resources = {"metadata": {"name": executed.stem, "path": str(folder)}}
        text, _ = Exporter(f"index{ending}.j2").from_notebook_node(notebook, resources)
        executed.with_suffix(ending).write_text(text, encoding="utf-8")
