"""Opens pages and slides of the notebooks as readers do who have no network, on screens of several sizes and themes."""

import contextlib
import re
import shutil
import subprocess
import sys

import nbformat
import pytest
from browser_test import ENVIRONMENT, NOTEBOOKS, browser, keep_picture  # the first browser is a fixture
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

import pages

FORMULA = re.compile(r"\$\$.+?\$\$|\$[^$\n]+\$", re.DOTALL)
LONG = "Long text, as it stands in notebooks. " * 12
LINES = "\n".join(f"int i{i} = {i};" for i in range(40))
PICTURE = ('<svg xmlns="http://www.w3.org/2000/svg" width="3000" height="2000">'
           '<rect width="3000" height="2000" fill="teal"/></svg>')
TABLE = f"<table>{'<tr>' + '<td>figures</td>' * 40 + '</tr>'}</table>"
HARD = (
    new_markdown_cell(f"# Hard cases\n\n{LONG}\n\n{LONG}"),
    new_code_cell("import java.util.*;"),
    new_code_cell(LINES, outputs=[new_output("stream", text=LINES)]),
    new_code_cell(f"// tagged\n{LINES[:200]}", metadata={"tags": ["show-input"]}),
    new_code_cell("// hidden", metadata={"tags": ["hide-input"]}),
    new_markdown_cell("\n\n".join([f"## Parts\n\n{LONG}", *[LONG] * 20, f"## More\n\n{LONG}"])),
    new_markdown_cell("skipped", metadata={"slideshow": {"slide_type": "skip"}}),
    new_code_cell("picture", outputs=[new_output("display_data", {"image/svg+xml": PICTURE})]),
    new_code_cell("table", outputs=[new_output("display_data", {"text/html": TABLE})]),
    new_code_cell("failed", outputs=[new_output("error", ename="E", evalue="", traceback=["\x1b[1m\x1b[31mError\x1b[0m"])]),
    new_markdown_cell(r"$x < y$, $\frac{$" + "\n\n" + r"$$\sum_{i=1}^{9} \frac{a_i}{b_i} " + r"+ a_{i}" * 90 + "$$"),
    new_markdown_cell("| a " * 40 + "|\n" + "|---" * 40 + "|\n" + "| figures " * 40 + "|"),
    new_markdown_cell("```bash\n# no heading\n" + "word " * 99 + "\n```"),
)

SLIDERS = r"""import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import recontrast.report.charts.*;

class Sliders {
    public static void main(String[] names) {
        for (String name : names) {
            System.out.println(Slider.of(name, PictureFormat.PNG, IntStream.range(0, 5).mapToObj(frame -> {
                var picture = new BufferedImage(1500, 400, BufferedImage.TYPE_INT_RGB);
                picture.createGraphics().fillRect(0, 0, 300 * frame, 400);
                return new Slider.Frame(frame + " </script> \"quoted\"", picture);
            }).toList()).html());
        }
    }
}
"""

# The least contrast between a text of the page and its ground, by WCAG 2.2.
CONTRAST = """() => {
    const channels = colour => colour.match(/[\\d.]+/g).map(Number);
    const luminance = colour => channels(colour).slice(0, 3).map(value => value / 255)
        .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
        .reduce((sum, value, i) => sum + value * [0.2126, 0.7152, 0.0722][i], 0);
    const ground = element => channels(getComputedStyle(element).backgroundColor)[3] !== 0
        ? getComputedStyle(element).backgroundColor : ground(element.parentElement);
    const texts = [...document.body.querySelectorAll('*')]
        .filter(element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()));
    return Math.min(...texts.map(element => {
        const [low, high] = [luminance(getComputedStyle(element).color), luminance(ground(element))].sort((a, b) => a - b);
        return (high + 0.05) / (low + 0.05);
    }));
}"""

# What of the present slide lies, or is cut off, outside of it.
OUTSIDE = """() => {
    const slide = Reveal.getCurrentSlide();
    slide.querySelectorAll('details').forEach(answer => answer.open = true);
    const frame = document.querySelector('.slides').getBoundingClientRect();
    const out = box => box.width && (box.left < frame.left - 1 || box.right > frame.right + 1
        || box.top < frame.top - 1 || box.bottom > frame.bottom + 1);
    return [...slide.querySelectorAll('*')].filter(element => out(element.getBoundingClientRect())
        || element.matches('pre, .jp-OutputArea-output') && element.scrollWidth > element.clientWidth + 1)
        .map(element => element.outerHTML.slice(0, 200));
}"""


@pytest.fixture(scope="module", params=[*(path.stem for path in NOTEBOOKS), "hard"])
def notebook(request, tmp_path_factory):
    """An executed notebook beside its page and its slides."""
    path = tmp_path_factory.mktemp("pages") / f"{request.param}.ipynb"
    if request.param == "hard":
        nbformat.write(new_notebook(cells=[*HARD, *sliders(path.with_name("Sliders.java"))]), path)
    else:
        shutil.copy(NOTEBOOKS[0].with_name(path.name), path)
    pages.write(path, NOTEBOOKS[0].parent, slides=True)
    return path


def sliders(source):
    """Two cells as the library shows what slides."""
    sys.path.append(str(ENVIRONMENT / "kit"))
    from java import JAR, find_java
    source.write_text(SLIDERS)
    made = subprocess.run([*find_java(), "-cp", JAR, source, "alpha", "step"], check=True, capture_output=True, text=True)
    return [new_code_cell("slider", outputs=[new_output("display_data", {"text/html": figure + "</figure>"})])
            for figure in made.stdout.split("</figure>")[:-1]]


@contextlib.contextmanager
def opened(browser, path):
    """A file in a browser where every request to a network fails; none may be made, and no script may fail."""
    wrong = []
    with browser.new_context(viewport={"width": 1280, "height": 720}, offline=True) as context:
        page = context.new_page()
        page.on("request", lambda made: made.url.startswith(("data:", "file:")) or wrong.append(made.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(path.as_uri())
        yield page
    assert not wrong


@pytest.fixture(scope="module")
def page(browser, notebook):
    with opened(browser, notebook.with_suffix(".html")) as page:
        yield page


@pytest.fixture(scope="module")
def deck(browser, notebook):
    with opened(browser, notebook.with_suffix(".slides.html")) as deck:
        deck.wait_for_function("Reveal.isReady()")
        yield deck


def formulae(notebook):
    texts = [cell.source for cell in nbformat.read(notebook, as_version=4).cells if cell.cell_type == "markdown"]
    return [formula for text in texts for formula in FORMULA.findall(re.sub("`[^`]*`", "", text))]


def test_a_page_shows_all_and_fits_wide_and_narrow_screens(notebook, page):
    for width in 1280, 390:
        page.set_viewport_size({"width": width, "height": 900})
        keep_picture(page, f"{notebook.stem}-{width}")
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.evaluate("document.scripts.length - document.querySelectorAll('figure > script').length") == 0
        assert page.evaluate("document.querySelectorAll('link, iframe').length") == 0
        sizes = page.locator("math").evaluate_all("all => all.map(one => one.getBoundingClientRect().toJSON())")
        assert all(size["width"] > 4 and size["height"] > 8 for size in sizes)
        assert len(sizes) == len(formulae(notebook)) - (notebook.stem == "hard")  # one is none
        assert "$$" not in page.inner_text("body")
        for image in page.locator("img").all():
            assert image.evaluate("image => image.complete && image.naturalWidth") > 0
            assert image.bounding_box()["x"] + image.bounding_box()["width"] <= width


def test_what_is_folded_away_holds_its_answer_alone(tmp_path):
    folded = "<details><summary>Answer</summary>\n\nA *folded* word.\n\n</details>\n\nAfter it."
    nbformat.write(new_notebook(cells=[new_markdown_cell(folded)]), tmp_path / "folded.ipynb")
    pages.write(tmp_path / "folded.ipynb", tmp_path)
    page = (tmp_path / "folded.html").read_text(encoding="utf-8")
    inside, outside = page.split("<details>")[1].split("</details>")
    assert "<em>folded</em>" in inside
    assert "After it." in outside


@pytest.mark.parametrize("file", ["page", "deck"])
def test_all_text_is_legible_in_a_light_and_in_a_dark_theme(notebook, file, request):
    shown = request.getfixturevalue(file)
    grounds = []
    for scheme in "light", "dark":
        shown.emulate_media(color_scheme=scheme)
        keep_picture(shown, f"{notebook.stem}-{file}-{scheme}")
        assert shown.evaluate(CONTRAST) >= 4.5
        grounds.append(shown.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert grounds[0] == "rgb(255, 255, 255)" and max(map(int, re.findall(r"\d+", grounds[1]))) < 50


@pytest.mark.parametrize("notebook", ["hard"], indirect=True)
def test_sliders_are_moved_by_keys_each_for_itself(page, deck):
    for shown in page, deck:
        figures = shown.locator("figure")
        assert figures.count() == 2
        if shown is deck:
            deck.evaluate("figure => Reveal.slide(...Object.values(Reveal.getIndices(figure.closest('section'))))",
                          figures.last.element_handle())
        picture, words, slider = figures.last.locator("img"), figures.last.locator("figcaption"), shown.get_by_label("step")
        sources = set()
        slider.focus()
        for key, frame in (("Home", 0), ("ArrowRight", 1), ("End", 4), ("ArrowLeft", 3)):
            shown.keyboard.press(key)
            assert words.inner_text() == f'step {frame} </script> "quoted"'
            assert words.inner_text() == picture.get_attribute("alt") == slider.get_attribute("aria-valuetext")
            sources.add(picture.get_attribute("src"))
        assert len(sources) == 4 and all(source.startswith("data:image/png;base64,") for source in sources)
        assert figures.first.locator("figcaption").text_content().startswith("alpha 2 ")


@pytest.mark.parametrize("notebook", ["hard"], indirect=True)
def test_a_slider_without_scripts_is_its_middle_picture(browser, notebook):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(notebook.with_suffix(".html").as_uri())
        assert page.locator("input").count() == 0 and page.locator("figure img").count() == 2
        assert page.locator("figcaption").first.inner_text() == 'alpha 2 </script> "quoted"'


def test_slides_show_all_and_none_is_cut_off(page, deck):
    for _ in range(deck.evaluate("Reveal.getTotalSlides()") - 1):
        assert deck.evaluate(OUTSIDE) == []
        assert deck.evaluate("Reveal.getCurrentSlide().children.length")
        deck.keyboard.press("ArrowRight")
    assert deck.evaluate(OUTSIDE) == [] and deck.evaluate("Reveal.isLastSlide()")
    assert deck.locator(".slides img").count() == page.locator("img").count()
    titles = page.locator("h1, h2")
    assert deck.locator(".stack > section:first-child > :is(h1, h2):first-child").count() == titles.count()


def test_slides_hide_long_code_and_what_is_tagged(notebook, deck):
    shown = deck.locator(".jp-InputArea-editor").evaluate_all("all => all.map(code => code.textContent.trim())")
    if notebook.stem == "hard":
        assert [code.split("\n")[0] for code in shown] == ["// tagged", "picture", "table", "failed", "slider", "slider"]
        assert "skipped" not in deck.locator(".slides").evaluate("slides => slides.textContent")
    else:
        assert shown and all(code.count("\n") < 5 and not code.startswith("import") for code in shown)
