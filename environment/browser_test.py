"""Uses the notebooks as their readers do: JupyterLab in a browser. Skipped where no Chromium is to be had."""

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Error, expect, sync_playwright

ENVIRONMENT = Path(__file__).resolve().parent
NOTEBOOKS = sorted((ENVIRONMENT.parent / "notebooks").glob("*.ipynb"))
CHROMIUMS = "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"
START_SECONDS = 120  # JupyterLab, a kernel, a page, on a busy machine
TRAIN_SECONDS = 120  # a dozen steps and an evaluation
STOP_SECONDS = 5  # the step under way, and saving
NEWS_SECONDS = 5  # after which JupyterLab, once it is there, has asked for news

KERNEL = {"name": "recontrast-java", "display_name": "ReContrast (Java)", "language": "java"}
TRAINING = (
    "import java.awt.image.BufferedImage;\n"
    "import recontrast.*;\n"
    "import recontrast.report.charts.*;\n"
    "import static recontrast.report.notebook.Notebook.*;\n"
    "var square = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);\n"
    "show(Slider.of(\"alpha\", PictureFormat.PNG, List.of(\"one\", \"two\", \"three\").stream()\n"
    "        .map(value -> new Slider.Frame(value, square)).toList()));",
    'var study = Study.of("embedded", "washer")\n'
    "        .each(e -> e.size(64).plan(p -> p.withIterations(400).withEvaluateEvery(10)));\n"
    "var experiment = study.experiments().get(0);",
    "var run = experiment.train(Config.B, live());",
)

# Keeps every text and chart that stands below a cell of the page, however briefly.
WATCH = """() => {
    window.seen = {texts: [], pictures: []};
    const keep = (list, value) => list.includes(value) || list.push(value);
    new MutationObserver(() => {
        document.querySelectorAll('.jp-OutputArea-output').forEach(output => keep(seen.texts, output.innerText));
        document.querySelectorAll('.jp-OutputArea-output > img').forEach(image => keep(seen.pictures, image.src));
    }).observe(document.body, {subtree: true, childList: true, characterData: true, attributes: true});
}"""

expect.set_options(timeout=1000 * START_SECONDS)


class Lab:
    """JupyterLab as environment/lab starts it, on copies of the notebooks, with settings and results of its own."""

    def __init__(self, home):
        self.folder = home / "notebooks"
        self.results = home / "results"
        self.runtime = home / "runtime"
        self.log = home / "lab.log"
        self.folder.mkdir()
        for notebook in NOTEBOOKS:
            shutil.copy(notebook, self.folder)
        own = {"CONFIG": home / "config", "DATA": home / "data", "RUNTIME": self.runtime}
        variables = {f"JUPYTER_{name}_DIR": str(path) for name, path in own.items()}
        command = ENVIRONMENT / "lab", self.folder, "--no-browser", "--allow-root"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                command, env=os.environ | variables | {"RECONTRAST_RESULTS": str(self.results)}, stdout=log, stderr=log)

    def wait(self):
        until(self.servers, START_SECONDS, lambda: f"JupyterLab to start; it said:\n{self.log.read_text()}")
        server = json.loads(self.servers()[0].read_text())
        self.url, self.token = server["url"], server["token"]

    def servers(self):
        return list(self.runtime.glob("jpserver-*.json"))

    def stop(self):
        self.process.terminate()  # JupyterLab ends its kernels first
        self.process.wait(60)


class Kernels:
    """The kernels of that JupyterLab, as its web interface tells of them."""

    def __init__(self, request):
        self.request = request

    def answer(self):
        answer = self.request.get("api/kernels")
        return answer.ok and answer  # Jupyter fails to answer in the moment in which a kernel starts

    def all(self):
        return until(self.answer, START_SECONDS, lambda: "a list of kernels").json()

    def connected(self):
        return any(kernel["connections"] for kernel in self.all())

    def end(self):
        for kernel in self.all():
            self.request.delete(f"api/kernels/{kernel['id']}")


class TrainingCell:
    """The last cell of an open notebook, and all that it showed since it was watched."""

    def __init__(self, page):
        self.page = page
        self.cell = page.locator(".jp-CodeCell").last
        page.evaluate(WATCH)

    def texts(self):
        return self.page.evaluate("seen.texts")

    def pictures(self):
        return self.page.evaluate("seen.pictures")

    def run(self):
        self.cell.locator(".jp-InputArea-editor").click()
        self.page.keyboard.press("Control+Enter")

    def await_charts(self, more):
        count = len(self.pictures()) + more
        until(lambda: len(self.pictures()) >= count, TRAIN_SECONDS,
              lambda: f"{count} charts, found {len(self.pictures())} beside {self.texts()}")

    def stop(self):
        """Presses the button; returns the iteration at which the cell says that training was stopped."""
        self.page.get_by_role("button", name="Interrupt the kernel").click()
        stopped = re.compile(r"stopped at iteration (\d+) of 400.*run the cell again to go on")
        expect(self.cell).to_contain_text(stopped, timeout=1000 * STOP_SECONDS)
        return int(stopped.search(self.cell.inner_text())[1])


def until(condition, seconds, what):
    """Waits until the condition holds; returns its value."""
    deadline = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < deadline, f"expected within {seconds} s: {what()}"
        time.sleep(0.1)
    return value


def launched(chromium):
    """A Chromium of Playwright's, or Chrome, or one on PATH; if none starts, one that Playwright fetches."""
    on_path = [{"executable_path": path} for path in map(shutil.which, CHROMIUMS) if path]
    for place in {}, {"channel": "chrome"}, *on_path:
        with contextlib.suppress(Error):
            return chromium.launch(**place)
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], capture_output=True)
    try:
        return chromium.launch()
    except Error:
        pytest.skip("no Chromium starts here, and Playwright could not fetch one: the notebooks were not "
                    "tried in a browser; install Chromium or Chrome to do so")


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        browser = launched(playwright.chromium)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def lab(browser, tmp_path_factory):
    lab = Lab(tmp_path_factory.mktemp("lab"))
    try:
        lab.wait()
        yield lab
    finally:
        lab.stop()


@pytest.fixture
def page(browser, lab, request):
    page = browser.new_page(base_url=lab.url, extra_http_headers={"Authorization": f"token {lab.token}"},
                            viewport={"width": 1400, "height": 1800})
    yield page
    keep_picture(page, request.node.name)
    Kernels(page.request).end()
    page.close()


def keep_picture(page, name):
    """In the folder that RECONTRAST_SCREENSHOTS names, if it names one."""
    if folder := os.environ.get("RECONTRAST_SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png")


def test_committed_outputs_are_shown(page):
    page.goto("lab?reset")
    for notebook in NOTEBOOKS:
        outputs = [output.get("data", {}) for cell in nbformat.read(notebook, as_version=4).cells
                   for output in cell.get("outputs", [])]
        page.locator(".jp-DirListing-item", has_text=notebook.name).dblclick()
        expect(page.locator(".lm-TabBar-tab.jp-mod-current", has_text=notebook.name)).to_be_visible()
        shown = page.locator(".jp-NotebookPanel:visible .jp-OutputArea-output")
        for tag, count in (("img", sum(any(mime.startswith("image/") for mime in data) for data in outputs)),
                           ("table", sum("<table" in data.get("text/html", "") for data in outputs))):
            expect(shown.locator(tag), f"{tag} in {notebook.name}").to_have_count(count)
        for image in shown.locator("img").all():
            image.scroll_into_view_if_needed()
            assert image.evaluate("image => image.complete && image.naturalWidth") > 0, notebook.name
        keep_picture(page, notebook.stem)
        Kernels(page.request).end()


def test_jupyterlab_neither_fetches_news_nor_asks_to(page):
    asked = []
    page.on("request", lambda made: asked.append(made.url))
    page.goto("lab?reset")
    expect(page.locator(".jp-Launcher")).to_be_visible()
    page.wait_for_timeout(1000 * NEWS_SECONDS)
    expect(page.get_by_text("Jupyter news")).to_have_count(0)
    assert not [url for url in asked if re.search("lab/api/(news|update)", url)]
    assert any("lab/api/settings" in url for url in asked)


def test_training_is_live_stops_at_once_and_goes_on(page, lab):
    training = new_notebook(cells=list(map(new_code_cell, TRAINING)), metadata={"kernelspec": KERNEL})
    nbformat.write(training, lab.folder / "training.ipynb")
    page.goto("lab/tree/training.ipynb?reset")
    until(Kernels(page.request).connected, START_SECONDS, lambda: "a kernel that answers")
    cell = TrainingCell(page)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()

    cell.await_charts(3)
    keep_picture(page, "training")
    stopped = cell.stop()
    keep_picture(page, "stopped")
    steps = {int(step) for text in cell.texts() for step in re.findall(r": (\d+) of 400, loss", text)}
    assert len(steps) > 2 and max(steps) <= stopped
    [saved] = lab.results.glob("runs/*/run.json")
    assert len(json.loads(saved.read_text())["history"]["losses"]) == stopped

    cell.run()
    cell.await_charts(2)
    assert any(f"going on from iteration {stopped} of 400" in text for text in cell.texts())
    assert cell.stop() > stopped

    page.get_by_label("alpha").focus()
    for key, value in (("ArrowRight", "three"), ("ArrowLeft", "two"), ("ArrowDown", "one")):  # which JupyterLab has uses for
        page.keyboard.press(key)
        expect(page.locator("figcaption")).to_have_text(f"alpha {value}")
