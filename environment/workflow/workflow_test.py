"""Makes a table with several processes at once and kills one: the figures are those of one process left in peace."""

import contextlib
import json
import os
import random
import shutil
import signal
import struct
import subprocess
import time
import zlib
from pathlib import Path

import pytest

ENVIRONMENT = Path(__file__).resolve().parent.parent
SIDE = 64
ITERATIONS = 30
TABLE = f"A2 --seed 1,11 --size {SIDE} --batch 4 --iterations {ITERATIONS} --eval-every 3".split()
RUNS = 4  # two categories, two seeds
ONE_THREAD = {"OMP_NUM_THREADS": "1", "RECONTRAST_JAVA_OPTS": "-Xmx1500m -XX:ActiveProcessorCount=1"}
SECONDS = 600

pytestmark = pytest.mark.skipif(
    os.environ.get("RECONTRAST_TEST_WORKFLOW") != "1" or not Path("/proc/self/cmdline").exists(),
    reason="RECONTRAST_TEST_WORKFLOW=1 asks for it, on Linux: minutes")


def image(path, seed):
    """A noisy picture."""
    noise = random.Random(seed)
    rows = b"".join(b"\0" + noise.randbytes(3 * SIDE) for _ in range(SIDE))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as png:
        png.write(b"\x89PNG\r\n\x1a\n")
        for name, body in ((b"IHDR", struct.pack(">IIBBBBB", SIDE, SIDE, 8, 2, 0, 0, 0)),
                           (b"IDAT", zlib.compress(rows)), (b"IEND", b"")):
            png.write(struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)))


@pytest.fixture(scope="module")
def mvtec(tmp_path_factory):
    """
    Two categories in MVTec AD's layout, so noisy that no figure is the best there can be; in a path whose braces and
    colon mean something to Snakemake and in YAML.
    """
    root = tmp_path_factory.mktemp("data") / "{run}: mvtec"
    for category in "bottle", "carpet":
        for number in range(4):
            for name in "train/good/{}", "test/good/{}", "test/hole/{}", "ground_truth/hole/{}_mask":
                picture = f"{category}/{name.format(number)}.png"
                image(root / picture, picture)
    return root


@pytest.fixture(scope="module")
def unbroken(mvtec, tmp_path_factory):
    """The results of one process, on one thread as the jobs are."""
    results = tmp_path_factory.mktemp("unbroken")
    subprocess.run([ENVIRONMENT / "recontrast", "table", *TABLE, "--data", mvtec],
                   env=environment(results) | ONE_THREAD, check=True, capture_output=True)
    return results


def environment(results):
    return os.environ | {"RECONTRAST_RESULTS": str(results), "RECONTRAST_DEVICE": "cpu"}


class Workflow:
    """environment/workflow/table with two jobs at once, each with one thread."""

    def __init__(self, mvtec, results, log):
        self.results = results
        self.log = log
        command = (ENVIRONMENT / "workflow/table", *TABLE, "--data", mvtec, "--", "--cores", "2",
                   "--set-threads", "train=1", "table=1")
        with log.open("w") as out:
            self.process = subprocess.Popen(
                command, env=environment(results), stdout=out, stderr=out, start_new_session=True)

    def said(self):
        return self.log.read_text()

    def until(self, condition, what):
        end = time.monotonic() + SECONDS
        while not (value := condition()):
            assert time.monotonic() < end and self.process.poll() is None, f"expected {what}; it said: {self.said()}"
            time.sleep(0.02)
        return value

    def jobs(self):
        """The processes that train, by process id: their command lines."""
        found = {}
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                words = (process / "cmdline").read_bytes().decode().split("\0")
                if "-jar" in words and "run" in words and str(self.results) in words:
                    found[int(process.name)] = words
        return found

    def stop(self):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)


@pytest.fixture
def start(mvtec, tmp_path):
    started = []

    def start(results):
        started.append(Workflow(mvtec, results, tmp_path / f"log{len(started)}"))
        return started[-1]

    yield start
    for workflow in started:
        workflow.stop()


def runs(results):
    return {run.parent.name: json.loads(run.read_text()) for run in results.glob("runs/*/run.json")}


def half_way(results):
    return [name for name, run in runs(results).items() if run["state"] and steps(run) >= ITERATIONS // 2]


def steps(run):
    return len(run["history"]["losses"])


def tables(results):
    return {path.name: path.read_text() for path in (results / "tables").iterdir()}


def test_a_killed_job_goes_on_and_changes_no_figure(start, unbroken, tmp_path):
    results = tmp_path / "{run}: results"
    broken = start(results)
    jobs = broken.until(lambda: (jobs := broken.jobs()) and len(jobs) == 2 and jobs, "two jobs at once")
    name = broken.until(lambda: half_way(results), "a run half way")[0]
    spec = runs(results)[name]["spec"]
    [victim] = [job for job, words in jobs.items()
                if spec["category"] in words and words[words.index("--seed") + 1] == str(spec["seed"])]
    os.kill(victim, signal.SIGKILL)
    assert broken.process.wait(SECONDS) == 1
    reached = steps(runs(results)[name])
    assert ITERATIONS // 2 <= reached < ITERATIONS
    assert sum(not run["state"] for run in runs(results).values()) == RUNS - 1
    assert not (results / "tables").exists()

    again = start(results)
    assert again.process.wait(SECONDS) == 0, again.said()
    [log] = results.glob(f"workflow/*/logs/{name}.log")
    assert f"going on from iteration {reached} of {ITERATIONS}" in log.read_text()
    assert "2 of 2 steps (100%) done" in again.said()
    assert "Table A2, " in again.said().partition("2 of 2 steps")[2]
    assert tables(results) == tables(unbroken)
    assert runs(results).keys() == runs(unbroken).keys()
    for name, run in runs(unbroken).items():
        assert runs(results)[name]["history"] == run["history"]
        assert runs(results)[name]["provenance"]["threads"] == 1


def test_finished_runs_start_no_job(start, unbroken, tmp_path):
    results = shutil.copytree(unbroken, tmp_path / "{run}: results")
    shutil.rmtree(results / "tables")
    workflow = start(results)
    assert workflow.process.wait(SECONDS) == 0, workflow.said()
    assert "1 of 1 steps (100%) done" in workflow.said()
    assert tables(results) == tables(unbroken)
