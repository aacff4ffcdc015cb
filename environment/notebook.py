"""Runs a notebook headless under the kernel "ReContrast (Java)"; leaves it as .ipynb and .html, and if asked as slides."""

import asyncio
import errno
import hashlib
import json
import logging
import os
import re
import shutil
import signal
import sys
import time
from pathlib import Path

import nbformat
from jupyter_core.utils import ensure_async, ensure_event_loop
from nbclient.exceptions import DeadKernelError
from papermill import PapermillExecutionError, execute_notebook
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, papermill_engines
from papermill.models import Parameter
from papermill.translators import Translator, papermill_translators

HERE = Path(__file__).resolve().parent
sys.path += [str(HERE), str(HERE / "kit")]  # which Python leaves out when it is told to be isolated
import pages
from options import parsed

ENDING_SECONDS = 150  # a kernel that trains ends its step and saves the run first, for which it takes 120 at most
NOTEBOOKS = HERE.parent / "notebooks"


def say(text, end="\n", to=sys.stdout):
    """Prints at once; on a terminal that was closed, nowhere."""
    try:
        print(text, end=end, file=to, flush=True)
    except OSError as error:
        if error.errno != errno.EIO:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), to.fileno())


class JavaTranslator(Translator):
    """Declares parameters in Java; their values are Java source already."""
    DECLARATION = re.compile(r"^\s*(?:final\s+)?([\w.<>\[\]]+)\s+(\w+)\s*=\s*(.+?)\s*;", re.MULTILINE)
    FLOATING = re.compile(r"-?(\d+\.\d*|\.\d+|\d+(?=e))(e[-+]?\d+)?", re.IGNORECASE)
    types = {}  # by name, as the notebook declares them
    defaults = {}
    translate_str = staticmethod(str)
    comment = staticmethod("// {}".format)

    @classmethod
    def assign(cls, name, str_val):
        return f"{cls.types[name]} {name} = {str_val};"

    @classmethod
    def inspect(cls, parameters_cell):
        found = cls.DECLARATION.findall(parameters_cell["source"])
        return [Parameter(name, "double" if cls.FLOATING.fullmatch(default) else declared, default, "")
                for declared, name, default in found]


class Client(PapermillNotebookClient):
    """
    Prints what cells print. Ctrl-C, or a terminal that is closed, interrupts the running cell and ends there; a second
    Ctrl-C kills the kernel.
    """
    stopped = False
    said = set()  # lines of displays that change in place

    def process_message(self, msg, cell, cell_index):
        if msg["msg_type"] == "update_display_data":
            self.show_progress(msg["content"]["data"])
        return super().process_message(msg, cell, cell_index)

    def show_progress(self, data):
        """What a display has come to say: the line with the time left in place on a terminal, the others once."""
        if any(mime.startswith("image/") for mime in data):
            return
        for line in data.get("text/plain", "").splitlines():
            if line.endswith(" left"):
                say(f"\r\x1b[K{line}" if sys.stdout.isatty() else "", end="")
            elif line not in self.said and not line.startswith("earlier runs: "):
                self.said.add(line)
                say(f"\r\x1b[K{line}" if sys.stdout.isatty() else line)

    def log_output_message(self, output):
        if output.output_type == "stream":
            say(output.text, end="")
        elif "data" in output and not any(mime.startswith("image/") for mime in output.data):
            say(output.data.get("text/plain", ""))

    def start_new_kernel_client(self, **kwargs):
        later = ensure_event_loop().call_soon_threadsafe  # and not add_signal_handler, which Windows lacks, as SIGHUP
        for signum in signal.SIGINT, signal.SIGTERM:
            signal.signal(signum, lambda *_: later(self.stop))
        if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # as under nohup
            signal.signal(signal.SIGHUP, lambda *_: later(self.hang_up))
        self.km.shutdown_wait_time = ENDING_SECONDS
        return super().start_new_kernel_client(**kwargs)

    def stop(self):
        action = self.km.shutdown_kernel(now=True) if Client.stopped else self.km.interrupt_kernel()
        self.stopping = asyncio.ensure_future(ensure_async(action))
        Client.stopped = True

    def hang_up(self):
        """Shell and system both say that the terminal is gone: that is no impatience."""
        if not Client.stopped:
            self.stop()

    def execute_cell(self, cell, cell_index, **kwargs):
        if not Client.stopped:
            super().execute_cell(cell, cell_index, **kwargs)
        if Client.stopped:
            raise KeyboardInterrupt


class JavaEngine(Engine):
    @classmethod
    def execute_managed_notebook(cls, nb_man, kernel_name, **kwargs):
        Client(nb_man, kernel_name=kernel_name, log_output=True, coalesce_streams=True,
               startup_timeout=180, iopub_timeout=60, timeout=None).execute()


def find(name):
    """The notebook with this path, file name, or start of a file name."""
    there = sorted(path.name for path in NOTEBOOKS.glob("*.ipynb"))
    matches = [Path(name)] if Path(name).is_file() else [NOTEBOOKS / file for file in there if file.startswith(name)]
    if len(matches) != 1:
        raise ValueError(f"expected a notebook's path or start of its name, found {name}; there: {', '.join(there)}")
    return matches[0].resolve()


def java(default, text):
    """The text as Java source: quoted, wrapped as a list or array, or as it is, whichever the default is."""
    around = re.fullmatch(r"(List\.of\(|(?:new \w+\[] ?)?\{)(.*)([)}])", default)
    if around and not text.startswith(around[1]):
        return around[1] + ", ".join(java(around[2], part.strip()) for part in text.split(",")) + around[3]
    return json.dumps(text) if default.startswith('"') else text


def parameters(notebook, given, smoke):
    """The given values, and those of the smoke file that the notebook declares, as Java source."""
    cells = nbformat.read(notebook, as_version=4).cells
    tagged = [cell for cell in cells if "parameters" in cell.metadata.get("tags", [])]
    known = {p.name: p for cell in tagged for p in JavaTranslator.inspect(cell)}
    for name in given.keys() - known.keys():
        raise ValueError(f"expected a parameter of {notebook.name} ({', '.join(known) or 'none'}), found {name}")
    JavaTranslator.types = {name: parameter.inferred_type_name for name, parameter in known.items()}
    JavaTranslator.defaults = {name: parameter.default for name, parameter in known.items()}
    values = {name: str(value) for name, value in smoke.items() if name in known} | given
    return {name: java(known[name].default, text) for name, text in values.items()}


def page(notebook, values):
    """The executed notebook's name; with other values than its own it tells them, and a digest apart from others."""
    own = {name: value for name, value in values.items() if value != JavaTranslator.defaults[name]}
    if not own:
        return notebook.name
    said = " ".join(f"{name} {value}" for name, value in own.items())
    words = re.sub(r"(\\u\w{4}|[^\w.])+", "-", said)[:40].strip("-")
    digest = hashlib.sha256(json.dumps(own, sort_keys=True).encode()).hexdigest()[:8]
    return f"{notebook.stem}-{words}-{digest}.ipynb"


def java_error(error):
    """The cell that failed and what Java says of it, without colours, source and stack, in one line."""
    if isinstance(error, RuntimeError):
        died = "the kernel died" if isinstance(error, DeadKernelError) else str(error)
        return f"{died} (RECONTRAST_JAVA_OPTS sets its memory and options)"
    lines = [re.sub(r"\x1b\[[\d;]*m", "", line) for line in error.traceback]
    message = " ".join(line for line in lines if not line.startswith(("|", "\tat ")))
    return f"cell [{error.exec_count}]: {' '.join(message.split())}"


def run(notebook, values, executed, slides):
    """Executes the notebook, saves it with its page and, if asked, its slides, and returns the exit code."""
    executed.parent.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    code = 0
    try:
        # The kernel runs in the caller's folder, which relative paths among the parameters mean.
        execute_notebook(notebook, executed, values, engine_name="java", kernel_name="recontrast-java",
                         language="java", progress_bar=False, cwd=os.getcwd())
    except (PapermillExecutionError, RuntimeError, KeyboardInterrupt) as end:
        code = 130 if Client.stopped or isinstance(end, KeyboardInterrupt) else 1
        say(f"{notebook.name}, {java_error(end)}" if code == 1 else "", to=sys.stderr)
    minutes, seconds = divmod(round(time.monotonic() - started), 60)
    how = "Stopped" if code == 130 else "Executed"
    leave(f"{how} after {minutes} min {seconds} s", executed, notebook.parent, slides)
    return code


def show(notebook, values, executed, slides):
    """Leaves the notebook's page with the outputs that it has; returns the exit code."""
    if values:
        sys.exit("recontrast: expected no parameters for a notebook as it is; found " + ", ".join(values))
    executed.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(notebook, executed)
    leave("Copied", executed, notebook.parent, slides)
    return 0


def leave(how, executed, folder, slides):
    """Writes page and slides beside an executed notebook, and says where."""
    pages.write(executed, folder, slides)
    beside = f"the page {executed.stem}.html" + (f" and the slides {executed.stem}.slides.html" if slides else "")
    say(f"{how}: {executed}, and beside it {beside}")


def main():
    options = parsed(sys.argv[1:])
    try:
        notebook = find(options.notebook)
        values = parameters(notebook, dict(options.p), json.load(options.smoke) if options.smoke else {})
    except ValueError as error:
        sys.exit(f"recontrast: {error}")
    try:
        folder = Path(os.environ["RECONTRAST_RESULTS"]).resolve() / "notebooks"
        executed = folder / page(notebook, values)
        return (show if options.as_it_is else run)(notebook, values, executed, options.slides)
    except OSError as error:
        sys.exit(f"recontrast: {error}: is there space, and may this user write there?")


logging.disable()  # errors are reported here, in one line
papermill_engines.register("java", JavaEngine)
papermill_translators.register("java", JavaTranslator)
if __name__ == "__main__":
    sys.exit(main())
