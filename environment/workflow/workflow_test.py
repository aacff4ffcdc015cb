"""Makes a table with several processes at once and kills one: the figures are those of one process left in peace."""

import contextlib
import json
import os
import random
import signal
import struct
import subprocess
import time
import zlib
from pathlib import Path

import pytest

ENVIRONMENT = Path(__file__).resolve().parent.parent
SIDE = 64
TABLE = ("A2", "--seed", "1,11", "--size", str(SIDE), "--batch", "4", "--iterations", "60", "--eval-every", "4")
RUNS = 4  # two categories, two seeds
SECONDS = 600

pytestmark = pytest.mark.skipif(
    os.environ.get("RECONTRAST_TEST_WORKFLOW") != "1", reason="RECONTRAST_TEST_WORKFLOW=1 asks for it: two minutes")


def image(path):
    """A noisy picture, the same under the same name."""
    noise = random.Random(path.name + path.parent.name)
    rows = b"".join(b"\0" + noise.randbytes(3 * SIDE) for _ in range(SIDE))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as png:
        png.write(b"\x89PNG\r\n\x1a\n")
        for name, body in ((b"IHDR", struct.pack(">IIBBBBB", SIDE, SIDE, 8, 2, 0, 0, 0)),
                           (b"IDAT", zlib.compress(rows)), (b"IEND", b"")):
            png.write(struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)))


@pytest.fixture(scope="module")
def mvtec(tmp_path_factory):
    root = tmp_path_factory.mktemp("data") / "mvtec"
    for category in "bottle", "carpet":
        for number in range(4):
            image(root / category / "train/good" / f"{number}.png")
            image(root / category / "test/good" / f"{number}.png")
            image(root / category / "test/hole" / f"{number}.png")
            image(root / category / "ground_truth/hole" / f"{number}_mask.png")
    return root


class Workflow:
    """environment/workflow/table with two jobs at once, each with one thread."""

    def __init__(self, mvtec, home):
        self.results = home / "results"
        self.log = home / "log"
        self.command = (ENVIRONMENT / "workflow/table", *TABLE, "--data", mvtec, "--", "--cores", "2",
                        "--set-threads", "train=1", "table=1")

    def start(self):
        with self.log.open("a") as log:
            return subprocess.Popen(
                self.command, env=environment(self.results), stdout=log, stderr=log, start_new_session=True)

    def jobs(self):
        """The processes that train, by process id."""
        found = {}
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                words = (process / "cmdline").read_bytes().decode().split("\0")
                if "-jar" in words and "run" in words and str(self.results) in words:
                    found[int(process.name)] = words
        return found

    def runs(self):
        return [json.loads(run.read_text()) for run in self.results.glob("runs/*/run.json")]

    def table(self):
        return (self.results / "tables/table-A2-mvtec.csv").read_text()


def environment(results):
    return os.environ | {"RECONTRAST_RESULTS": str(results), "RECONTRAST_DEVICE": "cpu"}


def until(condition, what):
    end = time.monotonic() + SECONDS
    while not (value := condition()):
        assert time.monotonic() < end, f"expected {what()}"
        time.sleep(0.02)
    return value


def by_one_process(mvtec, results):
    """The table without Snakemake, on one thread as its jobs are."""
    one = {"OMP_NUM_THREADS": "1", "RECONTRAST_JAVA_OPTS": "-Xmx1500m -XX:ActiveProcessorCount=1"}
    subprocess.run([ENVIRONMENT / "recontrast", "table", *TABLE, "--data", mvtec],
                   env=environment(results) | one, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return (results / "tables/table-A2-mvtec.csv").read_text()


def test_a_killed_job_goes_on_and_changes_no_figure(mvtec, tmp_path):
    workflow = Workflow(mvtec, tmp_path)
    snakemake = workflow.start()
    try:
        said = workflow.log.read_text
        until(lambda: len(workflow.jobs()) == 2 or snakemake.poll() is not None, lambda: f"two jobs at once; {said()}")
        begun = until(lambda: [run for run in workflow.runs() if run["state"]], lambda: f"a run half way; {said()}")
        jobs = workflow.jobs()
        spec = begun[0]["spec"]
        [victim] = [job for job, words in jobs.items()
                    if spec["category"] in words and words[words.index("--seed") + 1] == str(spec["seed"])]
        os.kill(victim, signal.SIGKILL)
        assert snakemake.wait(SECONDS) == 1
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(snakemake.pid, signal.SIGKILL)
    finished = [run for run in workflow.runs() if not run["state"]]
    assert len(jobs) == 2 and len(finished) == RUNS - 1
    assert not (workflow.results / "tables").exists()

    assert workflow.start().wait(SECONDS) == 0, said()
    assert workflow.table() == by_one_process(mvtec, tmp_path / "unbroken")
    [log] = [path for path in workflow.results.glob("workflow/*/logs/*.log") if "going on from" in path.read_text()]
    assert spec["category"] in log.read_text()
    assert [run["provenance"]["threads"] for run in workflow.runs()] == [1] * RUNS
    assert "1 of 1 steps (100%) done" in said() or "2 of 2 steps (100%) done" in said()
    assert "Table A2" in said().split("2 of 2 steps")[-1]


def test_finished_runs_start_no_job(mvtec, tmp_path):
    workflow = Workflow(mvtec, tmp_path)
    by_one_process(mvtec, workflow.results)
    before = workflow.table()
    assert workflow.start().wait(SECONDS) == 0
    assert "rule train" not in workflow.log.read_text()
    assert workflow.table() == before
