"""Uses the commands as strangers do: from other folders, over links, with odd paths and settings. Nothing is built."""

import contextlib
import fcntl
import importlib.util
import json
import logging
import os
import pty
import re
import shlex
import shutil
import signal
import subprocess
import threading
import time
import urllib.request
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

CHECKOUT = Path(__file__).resolve().parent.parent
COMMANDS = "run", "lab", "recontrast", "gpu-check", "microbench", "versus", "workflow/table"
SECONDS = 300  # a kernel's start on a machine that is busy
KERNELS = "share/jupyter/kernels"
KERNEL = {"name": "recontrast-java", "display_name": "ReContrast (Java)", "language": "java"}

WHERE = (
    "import recontrast.*;\n"
    "import recontrast.data.embedded.*;\n"
    "import recontrast.run.*;\n"
    "var spec = Experiment.on(Embedded.washer()).spec(Config.A);\n"
    "System.out.println(java.nio.file.Path.of(data).toAbsolutePath());\n"
    "System.out.println(RunStore.standard().folder(spec).toAbsolutePath().getParent());"
)
TRAINING = (
    "import recontrast.*;\n"
    "import recontrast.data.*;\n"
    "import recontrast.data.embedded.*;\n"
    "import static recontrast.report.notebook.Notebook.*;\n"
    "var all = Embedded.washer();\n"
    "var test = List.of(all.goodTest().get(0), all.defectiveTest().get(0));\n"
    "var few = new Category(all.dataset(), all.name(), all.train().subList(0, 4), test);\n"
    "Experiment.on(few).size(64).plan(p -> p.withIterations(4000).withBatch(2).withEvaluateEvery(4000))\n"
    "        .train(Config.A, live());"
)
FAILING = (
    "import recontrast.*;\nStudy open(String category) {\n    return Study.of(\"embedded\", category);\n}",
    "var washer = open(\"washer\");\n\nvar other = List.of(\"nut\").stream().map(n -> open(n)).toList();",
    "Config.OURS.with(null, null);",
    "var examples = Examples.of(washer.experiments().get(0), 3);",
    "show(1);",
)


def link(folder, to, *but):
    """A folder whose entries lead to those of another."""
    folder.mkdir(parents=True)
    for entry in to.iterdir():
        if entry.name not in but:
            (folder / entry.name).symlink_to(entry)
    return folder


@pytest.fixture(scope="module")
def kit(tmp_path_factory):
    """This checkout as it is built, under another path; what the commands write there stays there."""
    kit = link(tmp_path_factory.mktemp("kit") / "a \"quoted\" \\path {x}, $HOME's", CHECKOUT,
               ".venv", ".venv-workflow", "environment", "lib", "results", "target")
    shutil.copytree(CHECKOUT / "environment", kit / "environment")
    link(kit / "lib", CHECKOUT / "lib", "target")
    target = link(kit / "lib/target", CHECKOUT / "lib/target", "sources.stamp", "recontrast.jar")
    for file in "sources.stamp", "recontrast.jar":
        shutil.copy(CHECKOUT / "lib/target" / file, target)
    link(kit / ".venv", CHECKOUT / ".venv", "share")
    link(kit / ".venv/share", CHECKOUT / ".venv/share", "jupyter")
    link(kit / ".venv/share/jupyter", CHECKOUT / ".venv/share/jupyter", "kernels")
    link(kit / ".venv" / KERNELS, CHECKOUT / ".venv" / KERNELS, "recontrast-java")
    return kit


def environment(**variables):
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("RECONTRAST_", "JUPYTER_"))}
    return clean | {"RECONTRAST_DEVICE": "cpu"} | variables


def call(*command, cwd, **variables):
    return subprocess.run(command, cwd=cwd, env=environment(**variables), capture_output=True, text=True,
                          timeout=SECONDS)


def one_line(error):
    """What a command says that cannot do its work."""
    assert error.startswith("recontrast: ") and error.count("\n") == 1, error
    return error


def set_up(kit, **variables):
    return call(kit / "environment/launch", "kernel", cwd=kit, **variables)


def spec(kit):
    return kit / ".venv" / KERNELS / "recontrast-java/kernel.json"


def until(condition, what):
    end = time.monotonic() + SECONDS
    while not (value := condition()):
        assert time.monotonic() < end, f"expected {what()}"
        time.sleep(0.1)
    return value


def notebook(path, code, *first):
    cells = [new_code_cell(line, metadata={"tags": ["parameters"]}) for line in first] + [new_code_cell(code)]
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": KERNEL}), path)
    return path


def processes(mark):
    """Those with this word in their command line."""
    shown = subprocess.run(["ps", "-A", "-ww", "-o", "pid=,args="], capture_output=True, text=True, check=True).stdout
    return [int(line.split()[0]) for line in shown.splitlines() if mark in line]


def end(mark):
    for process in processes(mark):
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


def test_relative_paths_given_to_a_notebook_mean_the_callers_folder(kit, tmp_path):
    caller = tmp_path / "caller"
    caller.mkdir()
    path = notebook(tmp_path / "where.ipynb", WHERE, 'var data = "embedded";')
    ended = call(kit / "environment/run", path, "-p", "data", "x", cwd=caller, RECONTRAST_RESULTS="out")
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.splitlines()[:2] == [str(caller / "x"), str(caller / "out/runs")]
    assert list((caller / "out/notebooks").glob("where-data-x-*.html"))


@pytest.fixture
def headless(tmp_path, monkeypatch):
    """The module behind environment/run, which executes nothing and leaves its results in the folder out."""
    spec = importlib.util.spec_from_file_location("headless", CHECKOUT / "environment/notebook.py")
    headless = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(headless)
    logging.disable(logging.NOTSET)
    monkeypatch.setattr(headless, "execute_notebook", lambda path, executed, *_, **__: shutil.copy(path, executed))
    monkeypatch.setenv("RECONTRAST_RESULTS", str(tmp_path / "out"))
    return headless


def test_slides_are_written_beside_the_page_when_asked_for(headless, tmp_path, monkeypatch):
    path = notebook(tmp_path / "07.ipynb", "")
    for options in [], ["--slides"]:
        monkeypatch.setattr("sys.argv", ["run", str(path), *options])
        assert headless.main() == 0
        assert (tmp_path / "out/notebooks/07.slides.html").exists() == bool(options)


def test_the_outputs_that_a_notebook_has_are_shown_without_running_it(headless, tmp_path, monkeypatch):
    path = notebook(tmp_path / "07.ipynb", "")
    monkeypatch.setattr(headless, "execute_notebook", lambda *_, **__: pytest.fail("it ran"))
    monkeypatch.setattr("sys.argv", ["run", str(path), "--as-it-is"])
    assert headless.main() == 0
    assert (tmp_path / "out/notebooks/07.html").exists()
    assert (tmp_path / "out/notebooks/07.ipynb").read_bytes() == path.read_bytes()


def test_the_time_that_a_notebook_took_is_said_at_its_end(headless, tmp_path, monkeypatch):
    said, clock = [], iter([1000, 1191.7])
    monkeypatch.setattr(headless, "say", said.append)
    monkeypatch.setattr(headless, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    monkeypatch.setattr("sys.argv", ["run", str(notebook(tmp_path / "07.ipynb", ""))])
    assert headless.main() == 0
    assert said == [f"Executed after 3 min 12 s: {tmp_path / 'out/notebooks/07.ipynb'}, and beside it the page 07.html"]


def test_pages_of_other_parameters_replace_no_others(headless, tmp_path, monkeypatch):
    path = notebook(tmp_path / "07.ipynb", "", 'String category = "washer";\nvar seeds = List.of(0);')
    for parameters in ([], ["category", "washer"], ["category", "weave"], ["seeds", "0,1"], ["seeds", "01"],
                       ["category", "\u7f50\u5934" * 99], ["category", "\u74f6\u5b50" * 99]):
        monkeypatch.setattr("sys.argv", ["run", str(path), *(["-p"] if parameters else []), *parameters])
        assert headless.main() == 0
    pages = sorted(page.name for page in (tmp_path / "out/notebooks").glob("*.html"))
    assert len(pages) == 6 and "07.html" in pages and any(page.startswith("07-category-weave-") for page in pages)


@pytest.fixture(scope="module")
def executed(kit, tmp_path_factory):
    """Cells that a kernel ran that was started elsewhere, the last of which tells where it is, and the folder it was in."""
    assert set_up(kit).returncode == 0
    folder = tmp_path_factory.mktemp("elsewhere")
    path = notebook(folder / "cells.ipynb", f'var data = "x";\n{WHERE}', *FAILING)
    cells = nbformat.read(path, as_version=4)
    with pytest.MonkeyPatch.context() as variables:
        variables.delenv("RECONTRAST_RESULTS", raising=False)
        variables.setenv("JUPYTER_PATH", str(kit / ".venv/share/jupyter"))
        NotebookClient(cells, resources={"metadata": {"path": str(folder)}}, startup_timeout=SECONDS,
                       allow_errors=True).execute()
    return cells.cells, folder


def test_a_kernel_started_elsewhere_keeps_its_runs_where_lab_does(kit, executed):
    cells, folder = executed
    said = "".join(output.text for output in cells[-1].outputs if output.get("name") == "stdout")
    assert said.splitlines() == [str(folder / "x"), str(kit / "results/runs")]


def failing(cell):
    """What a reader sees of a cell's error, without the colours."""
    [error] = [output for output in cell.outputs if output.output_type == "error"]
    return re.sub(r"\x1b\[[\d;]*m", "", "\n".join(error.traceback)).splitlines()


def test_an_error_of_a_cell_is_its_sentence_and_its_line(executed):
    _, sentence, fault, missing, static, _ = executed[0]
    assert failing(sentence) == [
        "expected one of weave, washer, fundus; found nut: choose one of these",
        "\tat cell [1]: return Study.of(\"embedded\", category);",
        "\tat cell [2]: var other = List.of(\"nut\").stream().map(n -> open(n)).toList();"]
    said, library, line = failing(fault)
    assert said.startswith("java.lang.NullPointerException: ")
    assert library.startswith("\tat recontrast.Config.with(") and line == "\tat cell [3]: " + FAILING[2]
    assert "  add       import recontrast.report.pictures.*;" in failing(missing)
    assert "  add       import static recontrast.report.notebook.Notebook.*;" in failing(static)


def test_the_workflow_is_told_absolute_places(kit, tmp_path):
    venv = kit / ".venv-workflow"
    (venv / "bin").mkdir(parents=True)
    shutil.copy(kit / "environment/requirements-workflow.txt", venv)
    (venv / "bin/python").write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    (venv / "bin/python").chmod(0o755)
    ended = call(kit / "environment/workflow/table", "6", "--data", "embedded", "--category", "washer", cwd=tmp_path,
                 RECONTRAST_RESULTS="out")
    assert ended.returncode == 0, ended.stderr
    words = ended.stdout.splitlines()
    work = Path(words[words.index("--directory") + 1])
    assert work.is_absolute() and work.parent == tmp_path / "out/workflow"
    assert json.loads((work / "plan.json").read_text())["folder"] == str(tmp_path)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_link_to_a_command_is_the_command(kit, tmp_path, command):
    shortcut = tmp_path / "shortcut"
    (tmp_path / "there").symlink_to(kit / "environment" / command)
    shortcut.symlink_to("there")
    ended = call(shortcut, cwd="/", JAVA_HOME="/nowhere")
    assert ended.returncode == 1
    one_line(ended.stderr)


def test_a_search_path_of_cd_leads_nowhere_else(kit, tmp_path):
    (tmp_path / "environment").mkdir()
    ended = call("environment/recontrast", "--version", cwd=kit, CDPATH=str(tmp_path))
    assert ended.stdout.startswith("recontrast "), ended.stderr


def test_any_path_and_option_of_java_stands_in_the_kernel_spec_as_it_is(kit):
    options = ['-Dquoted="a"', "-Dslash=C:\\new", "-Xmx512m"]
    ended = set_up(kit, RECONTRAST_JAVA_OPTS=" ".join(options[:2]) + "\n" + options[2])
    assert ended.returncode == 0, ended.stderr
    kernel = json.loads(spec(kit).read_text())
    assert kernel["argv"][1:4] == options
    assert str(kit / ".venv" / KERNELS / "java/jjava.jar") in kernel["argv"]


def test_an_option_that_java_refuses_ends_in_one_line(kit, tmp_path):
    path = notebook(tmp_path / "where.ipynb", WHERE, 'var data = "embedded";')
    ended = call(kit / "environment/run", path, cwd=tmp_path, RECONTRAST_RESULTS="out", RECONTRAST_JAVA_OPTS="-Xnone")
    assert ended.returncode == 1
    assert "RECONTRAST_JAVA_OPTS" in ended.stderr.splitlines()[-1]
    assert "Traceback" not in ended.stderr


def test_a_path_that_the_kernel_cannot_have_is_said_in_one_line(tmp_path):
    kit = tmp_path / "a:b"
    shutil.copytree(CHECKOUT / "environment", kit / "environment")
    ended = call(kit / "environment/run", cwd=tmp_path)
    assert ended.returncode == 1
    assert str(kit) in one_line(ended.stderr)


def test_a_jar_cut_short_is_built_again(kit, tmp_path):
    """By a Maven that brings the jar that was there, unless one is there, as the real one does."""
    jar = kit / "lib/target/recontrast.jar"
    whole = tmp_path / "whole.jar"
    dependency = shlex.quote(f"{CHECKOUT}/lib/target/dependency")
    shutil.copy(jar, whole)
    maven = tmp_path / "mvn"
    maven.write_text(f'#!/bin/sh\n[ -e lib/target/recontrast.jar ] || cp {whole} lib/target/recontrast.jar\n'
                     f'[ -e lib/target/dependency ] || ln -s {dependency} lib/target/dependency\n')
    maven.chmod(0o755)
    path = f"{tmp_path}:{os.environ['PATH']}"
    os.truncate(jar, 1000)
    ended = call(kit / "environment/recontrast", "--version", cwd=kit, PATH=path)
    repaired = jar.stat().st_size
    shutil.copy(whole, jar)
    assert ended.returncode == 0, ended.stderr
    assert repaired == whole.stat().st_size


def test_a_kernel_spec_that_is_there_is_not_written_again(kit):
    assert set_up(kit).returncode == 0
    before = spec(kit).stat()
    assert set_up(kit).returncode == 0
    assert (spec(kit).stat().st_ino, spec(kit).stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_kernel_folder_that_cannot_be_written_to_is_said_in_one_line(kit):
    folder = spec(kit).parent
    shutil.rmtree(folder, ignore_errors=True)
    folder.write_text("")
    ended = set_up(kit)
    folder.unlink()
    assert ended.returncode == 1
    assert str(spec(kit)) in one_line(ended.stderr)


def test_modules_of_the_callers_shadow_none(kit, tmp_path):
    for module in "json", "nbformat", "jupyterlab", "pip":
        (tmp_path / f"{module}.py").write_text("raise SystemExit('shadowed')")
    for command in ("run", "--help"), ("lab", "--version"):
        ended = call(kit / "environment" / command[0], *command[1:], cwd=tmp_path, PYTHONPATH=str(tmp_path))
        assert ended.returncode == 0, ended.stderr


def test_a_terminal_that_is_closed_ends_training_and_keeps_every_step(kit, tmp_path):
    path = notebook(tmp_path / "training.ipynb", TRAINING)
    mark = f"-Dmark={tmp_path}"
    variables = environment(RECONTRAST_RESULTS=str(tmp_path), RECONTRAST_JAVA_OPTS=f"-Xmx1g {mark}")
    process, terminal = pty.fork()
    if process == 0:
        not_under_nohup()
        os.chdir(tmp_path)
        command = str(kit / "environment/run")
        os.execve(command, [command, str(path)], variables)
    said = []
    threading.Thread(target=listen, args=(terminal, said), daemon=True).start()

    def steps():
        shown = b"".join(said).decode()
        assert os.waitpid(process, os.WNOHANG)[0] == 0, shown
        return re.findall(r": (\d+) of 4000, loss", shown)

    try:
        step = int(until(steps, lambda: f"a step, it said {b''.join(said).decode()}")[-1])
        os.close(terminal)
        until(lambda: os.waitpid(process, os.WNOHANG)[0], lambda: "the command to end")
        assert not processes(mark)
    finally:
        end(mark)
    [run] = tmp_path.glob("runs/*/run.json")
    kept = json.loads(run.read_text())
    assert kept["state"] and len(kept["history"]["losses"]) >= step
    assert not list(tmp_path.glob("hs_err*"))
    with (run.parent / "lock").open("w") as lock:
        fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    assert (tmp_path / "notebooks/training.html").exists()


def not_under_nohup():
    """The tests themselves may be: what they start has not been told to ignore that its terminal is closed."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def listen(terminal, said):
    with contextlib.suppress(OSError):
        while chunk := os.read(terminal, 4096):
            said.append(chunk)


def test_jupyterlab_without_its_terminal_leaves_no_kernel(kit, tmp_path):
    mark = f"-Dmark={tmp_path}"
    own = {f"JUPYTER_{name}_DIR": str(tmp_path / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    with (tmp_path / "log").open("w") as log:
        lab = subprocess.Popen([kit / "environment/lab", "--no-browser", "--allow-root"], stdout=log, stderr=log,
                               preexec_fn=not_under_nohup, env=environment(RECONTRAST_JAVA_OPTS=f"-Xmx1g {mark}", **own))
    try:
        [server] = until(lambda: list(tmp_path.glob("RUNTIME/jpserver-*.json")), (tmp_path / "log").read_text)
        server = json.loads(server.read_text())
        ask = urllib.request.Request(f"{server['url']}api/kernels", data=b"{}", method="POST",
                                     headers={"Authorization": f"token {server['token']}"})
        with urllib.request.urlopen(ask, timeout=SECONDS):
            until(lambda: processes(mark), lambda: "a kernel")
        lab.send_signal(signal.SIGHUP)
        lab.wait(SECONDS)
        assert not processes(mark)
    finally:
        lab.kill()
        end(mark)
