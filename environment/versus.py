"""Times this kit and the method in PyTorch, in turn, on this machine, and prints the ratio of the medians."""

import argparse
import csv
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from jupyter_client.manager import start_new_kernel

ROOT = Path(__file__).resolve().parent.parent
ALLOCATOR = ("MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_", "MALLOC_TOP_PAD_")  # ours, as the commands set it
KIB = 1024

# Times the function pro of peer_run.py on what `recontrast bench --part aupro` times: 100 maps, each with a round defect.
TIME_PRO = """
import ast, pathlib, time
import numpy as np
from skimage import measure
module = ast.parse(pathlib.Path("peer_run.py").read_text())
module.body = [part for part in module.body if getattr(part, "name", "") == "pro"]
exec(compile(module, "peer_run.py", "exec"))
random, side = np.random.default_rng(0), 256
def image():
    x, y, radius = *random.uniform(40, side - 40, 2), random.uniform(5, 35)
    distance = np.hypot(np.arange(side)[None, :] - x, np.arange(side)[:, None] - y)
    return (distance < radius).astype(int), np.exp(-distance / radius) + 0.3 * random.random((side, side))
images = [image() for _ in range(100)]
started = time.perf_counter()
for mask, scores in images:
    pro(mask, scores)
print(1000 * (time.perf_counter() - started))
"""


class Finished:
    """A process that ran to its end: what it printed, seconds, and its peak resident memory in MiB."""

    def __init__(self, command, cwd=None, env=None):
        started = time.perf_counter()
        with tempfile.TemporaryFile("w+") as out:
            child = subprocess.Popen([str(part) for part in command], cwd=cwd, env=env,
                                     stdout=out, stderr=subprocess.STDOUT)
            _, status, usage = os.wait4(child.pid, 0)
            self.seconds = time.perf_counter() - started
            self.mebibytes = usage.ru_maxrss / KIB
            out.seek(0)
            self.text = out.read()
        if os.waitstatus_to_exitcode(status) != 0:
            sys.exit(f"versus: {command[0]} failed: {self.text.strip()[-2000:]}")


class Kit:
    """This kit, by its command."""

    def __init__(self, options):
        self.encoder = ["--backbone", options.backbone, "--weights", options.weights]
        self.data = ["--data", options.data] if options.data else []

    def bench(self, config, size, batch, parts):
        """Median milliseconds by what was timed."""
        with tempfile.TemporaryDirectory() as folder:
            timings = Path(folder, "timings.csv")
            self.run("bench", "--config", config, "--size", size, "--batch", batch, "--part", parts, "--csv", timings,
                     "--results", folder)
            with timings.open(newline="") as file:
                return {row["what"].split(", ", 1)[-1]: float(row["median (ms)"]) for row in csv.DictReader(file)}

    def train(self, config, size, batch, iterations, every, seed):
        with tempfile.TemporaryDirectory() as folder:
            done = self.run("run", "--config", config, "--size", size, "--batch", batch, "--iterations", iterations,
                            "--eval-every", every, "--seed", seed, "--results", folder)
            last = json.loads(next(Path(folder, "runs").glob("*/run.json")).read_text())
        return done, last

    def run(self, command, *arguments):
        return Finished([ROOT / "environment/recontrast", command, *self.data, *self.encoder, *arguments])


class PyTorch:
    """The method in PyTorch: a folder with peer_step.py and peer_run.py, and peer_tuned.py where somebody tuned it."""

    PUBLISHED, TUNED = "peer_step.py", "peer_tuned.py"

    def __init__(self, options):
        self.options = options
        self.env = {name: value for name, value in os.environ.items() if name not in ALLOCATOR}

    def kinds(self):
        return [self.PUBLISHED, *([self.TUNED] if Path(self.options.folder, self.TUNED).is_file() else [])]

    def step(self, kind, config, size, batch, steps):
        """Median milliseconds of a step."""
        eager = ["eager"] if kind == self.TUNED else []
        done = self.run(kind, self.options.backbone, size, batch, steps, config, *eager)
        return float(re.search(r"step median (\d+) ms", done.text)[1])

    def aupro(self):
        """Milliseconds that 100 images take at 200 thresholds."""
        return float(self.run("-c", TIME_PRO).text)

    def train(self, config, size, batch, iterations, every, seed):
        return self.run("peer_run.py", Path(self.options.data).resolve(), "--backbone", self.options.backbone,
                        "--size", size, "--batch", batch, "--iterations", iterations, "--eval-every", every,
                        "--config", config, "--seed", seed, "--weights", Path(self.options.weights).resolve())

    def run(self, script, *arguments):
        return Finished([self.options.python, script, *arguments], cwd=self.options.folder, env=self.env)


def percent(name, text):
    return f"{100 * float(re.search(name + ' ([0-9.]+)', text)[1]):.2f}"


def line(*cells):
    print("| " + " | ".join(str(cell) for cell in cells) + " |", flush=True)


def steps(options):
    """A training step and its update, for each size and configuration."""
    kit, pytorch = Kit(options), PyTorch(options)
    kinds = pytorch.kinds()
    names = ["PyTorch", "tuned"][:len(kinds)]
    print(f"{processor()}, {options.backbone}; medians of 9 steps, and of {options.rounds} turns\n")
    line("configuration", "size", "batch", *(f"{name}, ms" for name in names), "here, ms",
         *(f"here : {name}" for name in names), "update here, ms")
    line(*["---"] * (5 + 2 * len(kinds)))
    ratios = {kind: [] for kind in kinds}
    for size, batch in (pair.split(":") for pair in options.sizes.split(",")):
        for config in options.configs.split(","):
            theirs, ours, update = {kind: [] for kind in kinds}, [], []
            for _ in range(options.rounds):
                for kind in kinds:
                    theirs[kind].append(pytorch.step(kind, config, size, batch, 9))
                timed = kit.bench(config, size, batch, "step")
                ours.append(timed["training step"])
                update.append(timed["its update"])
            here = statistics.median(ours)
            there = [statistics.median(theirs[kind]) for kind in kinds]
            for kind, time in zip(kinds, there):
                ratios[kind].append(here / time)
            line(config, size, batch, *(f"{time:.0f}" for time in there), f"{here:.0f}",
                 *(f"{here / time:.2f}" for time in there), f"{statistics.median(update):.0f}")
    line("mean", "", "", *[""] * len(kinds), "", *(f"{statistics.mean(ratios[kind]):.2f}" for kind in kinds), "")


def processor():
    """As it calls itself, with the instructions by which PyTorch's libraries choose."""
    text = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").is_file() else ""
    name = re.search(r"model name\s*: (.*)", text)
    flags = [flag for flag in ("avx2", "avx512f", "avx512_bf16", "amx_bf16") if re.search(rf"\b{flag}\b", text)]
    return f"{name[1] if name else platform.machine()} ({', '.join(flags)}), {os.cpu_count()} cores"


def run(options):
    """Whole runs, with evaluations, each a process of its own."""
    kit, pytorch = Kit(options), PyTorch(options)
    size, batch = options.sizes.split(",")[0].split(":")
    line("configuration", "seed", "", "seconds", "an evaluation", "peak memory, MiB", "I-AUROC", "AUPRO published")
    line(*["---"] * 8)
    for config in options.configs.split(","):
        for seed in options.seeds.split(","):
            plan = (config, size, batch, options.iterations, options.every, seed)
            done = pytorch.train(*plan)
            last = done.text[done.text.rindex("iteration "):]
            evaluating = float(re.search(r"of it evaluation ([0-9.]+) s", last)[1]) / done.text.count("iteration ")
            line(config, seed, "PyTorch", f"{done.seconds:.0f}", f"{evaluating:.1f}", f"{done.mebibytes:.0f}",
                 percent("image_auroc", last), percent("aupro_per_image", last))
            ours, record = kit.train(*plan)
            metrics = record["history"]["evaluations"][-1]["evaluation"]
            alone = kit.bench(config, size, batch, "evaluation")["evaluation with all metrics"] / 1000
            line(config, seed, "here", f"{ours.seconds:.0f}", f"{alone:.1f}", f"{ours.mebibytes:.0f}",
                 f"{100 * metrics['imageAuroc']:.2f}", f"{100 * metrics['localisation']['auproPublished']:.2f}")
            line(config, seed, "ratio", f"{ours.seconds / done.seconds:.2f}", f"{alone / evaluating:.2f}",
                 f"{ours.mebibytes / done.mebibytes:.2f}", "", "")


def aupro(options):
    """The exact AUPRO of 100 images of 256 px, beside theirs at 200 thresholds."""
    kit, pytorch = Kit(options), PyTorch(options)
    theirs = statistics.median(pytorch.aupro() for _ in range(options.rounds))
    timed = [kit.bench("A", 64, 8, "aupro") for _ in range(options.rounds)]
    ours = {what: statistics.median(times[what] for times in timed) for what in timed[0]}
    line("AUPRO", "ms", "of PyTorch's time")
    line(*["---"] * 3)
    line("PyTorch, 200 thresholds an image", f"{theirs:.0f}", "")
    for what, milliseconds in ours.items():
        line(f"here, {what}", f"{milliseconds:.0f}", f"1/{theirs / milliseconds:.0f}")


def start(options):
    """From the first cell of notebook 00, its kernel not yet started, to the first trained step."""
    notebook = json.loads((ROOT / "notebooks/00-start-here.ipynb").read_text())
    seconds = []
    for _ in range(options.rounds):
        with tempfile.TemporaryDirectory() as folder:
            os.environ["RECONTRAST_RESULTS"] = folder
            started = time.perf_counter()
            manager, client = start_new_kernel(kernel_name="recontrast-java")
            code = ("".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code")
            any(first_step(client, source) for source in code)
            seconds.append(time.perf_counter() - started)
            client.stop_channels()
            manager.shutdown_kernel(now=True)
    print(f"from nothing to the first trained step: median {statistics.median(seconds):.1f} s of "
          + ", ".join(f"{one:.1f}" for one in seconds))


def first_step(client, source):
    """Executes a cell; whether it showed a trained step, which ends the wait at once."""
    request = client.execute(source)
    while True:
        message = client.get_iopub_msg(timeout=120)
        if message["parent_header"].get("msg_id") != request:
            continue
        content = message["content"]
        if message["msg_type"] in ("display_data", "update_display_data") \
                and re.search(r"\d+ of \d+, loss", json.dumps(content["data"])):
            return True
        if message["msg_type"] == "error":
            sys.exit(f"versus: {content['evalue']}")
        if message["msg_type"] == "status" and content["execution_state"] == "idle":
            return False


def main():
    parser = argparse.ArgumentParser(prog="versus", description=__doc__)
    parser.add_argument("folder", help="the method in PyTorch: where peer_step.py and peer_run.py are")
    parser.add_argument("what", choices=("steps", "run", "aupro", "start"))
    parser.add_argument("--python", default=sys.executable, help="a Python that has PyTorch, for the folder's scripts")
    parser.add_argument("--data", help="a category in the layout of MVTec AD (default: the embedded one, for steps)")
    parser.add_argument("--backbone", default="resnet18")
    parser.add_argument("--weights", default="untrained", help="the encoder's file (default: untrained)")
    parser.add_argument("--sizes", default="64:16,128:16,256:8", help="SIZE:BATCH, several with commas")
    parser.add_argument("--configs", default="A,B,Ours")
    parser.add_argument("--seeds", default="0")
    parser.add_argument("--iterations", type=int, default=200)
    parser.add_argument("--every", type=int, default=50, help="iterations between evaluations")
    parser.add_argument("--rounds", type=int, default=3, help="turns of both programs")
    options = parser.parse_args()
    {"steps": steps, "run": run, "aupro": aupro, "start": start}[options.what](options)


main()
