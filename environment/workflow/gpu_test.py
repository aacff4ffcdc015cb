"""Hands out the GPUs of a machine that nvidia-smi is made to describe: no GPU is needed."""

import os
import shutil
import stat
import subprocess
import time
from pathlib import Path

import pytest

ON_FREE_GPU = Path(__file__).resolve().parent / "on-free-gpu"
PATIENCE_SECONDS = 20

pytestmark = pytest.mark.skipif(shutil.which("flock") is None, reason="no flock: not a system with NVIDIA GPUs")

# As the real one answers the question for UUIDs: of all, or of those that --id names, in that order.
NVIDIA_SMI = """#!/usr/bin/env bash
for argument; do
    case $argument in --id=*) IFS=, read -r -a ids <<<"${argument#--id=}" ;; esac
done
for id in "${ids[@]-}"; do
    case $id in
        "") printf 'GPU-%s\\n' 0 1 2 ;;
        GPU-[012]) echo "$id" ;;
        [012]) echo "GPU-$id" ;;
        *) echo "No devices were found"; exit 6 ;;
    esac
done
"""

NO_DRIVER = """#!/usr/bin/env bash
echo "NVIDIA-SMI has failed"
exit 9
"""

# Stands for a run: says which GPU it was given and works on it until its file is taken away.
RUN = 'echo "${CUDA_VISIBLE_DEVICES-none}" >"$0.new" && mv "$0.new" "$0" && while [ -e "$0" ]; do sleep 0.05; done'


class Machine:
    """GPUs as nvidia-smi describes them, and the runs that are started on them."""

    def __init__(self, folder):
        self.folder = folder
        self.runs = []
        (folder / "bin").mkdir()
        self.describe(NVIDIA_SMI)

    def describe(self, nvidia_smi):
        script = self.folder / "bin" / "nvidia-smi"
        script.write_text(nvidia_smi)
        script.chmod(0o755)

    def start(self, **variables):
        run = self.folder / f"run{len(self.runs)}"
        clean = {name: value for name, value in os.environ.items() if name != "CUDA_VISIBLE_DEVICES"}
        own = {"PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}", "TMPDIR": str(self.folder),
               "RECONTRAST_DEVICE": "auto"}
        with (self.folder / f"{run.name}.err").open("w") as err:
            process = subprocess.Popen([ON_FREE_GPU, "bash", "-c", RUN, run], env=clean | own | variables, stderr=err)
        self.runs.append((run, process))
        return run, process

    def stop(self):
        for run, process in self.runs:
            process.kill()
            process.wait(PATIENCE_SECONDS)


@pytest.fixture
def machine(tmp_path):
    machine = Machine(tmp_path)
    yield machine
    machine.stop()


def gpu(run):
    """The one it was given, once it has one."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not run.exists():
        assert time.monotonic() < end, f"expected {run.name} on a GPU; it said: {run.with_suffix('.err').read_text()}"
        time.sleep(0.02)
    return run.read_text().strip()


def waits(run):
    """Whether it says that it waits, and has no GPU."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not run.with_suffix(".err").read_text():
        assert time.monotonic() < end, f"expected {run.name} to wait; it is on {run.exists() and gpu(run)}"
        time.sleep(0.02)
    return not run.exists()


def test_runs_at_once_have_a_gpu_each(machine):
    runs = [machine.start()[0] for _ in range(3)]
    assert sorted(map(gpu, runs)) == ["GPU-0", "GPU-1", "GPU-2"]


def test_fewer_runs_than_gpus_leave_some_alone(machine):
    assert gpu(machine.start()[0]) == "GPU-0"
    assert gpu(machine.start()[0]) == "GPU-1"


def test_one_more_waits_for_the_first_that_ends(machine):
    runs = [machine.start()[0] for _ in range(3)]
    on = dict(zip(map(gpu, runs), runs))
    late, _ = machine.start()
    assert waits(late)
    on["GPU-1"].unlink()
    assert gpu(late) == "GPU-1"


def test_a_killed_run_leaves_its_gpu_to_the_next(machine):
    started = [machine.start() for _ in range(3)]
    on = {gpu(run): process for run, process in started}
    late, _ = machine.start()
    assert waits(late)
    on["GPU-2"].kill()
    assert gpu(late) == "GPU-2"


def test_keeps_to_the_gpus_that_the_scheduler_allows(machine):
    runs = [machine.start(CUDA_VISIBLE_DEVICES="2,GPU-0")[0] for _ in range(2)]
    assert sorted(map(gpu, runs)) == ["GPU-0", "GPU-2"]
    assert waits(machine.start(CUDA_VISIBLE_DEVICES="0")[0])


def locks(machine):
    return machine.folder / f"recontrast-gpus-{os.getuid()}"


def refused(machine):
    """What it says that runs nothing, since the locks' folder may not be its own."""
    run, process = machine.start()
    assert process.wait(PATIENCE_SECONDS) == 1
    assert not run.exists()
    said = run.with_suffix(".err").read_text()
    assert said.startswith("recontrast: expected ") and said.count("\n") == 1, said
    return said


def test_locks_lie_in_a_folder_that_no_other_user_can_write_to(machine):
    gpu(machine.start()[0])
    assert stat.S_IMODE(locks(machine).stat().st_mode) == 0o700


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o755])
def test_refuses_a_folder_that_others_may_enter(machine, mode):
    locks(machine).mkdir()
    locks(machine).chmod(mode)
    assert str(locks(machine)) in refused(machine)
    assert not list(locks(machine).iterdir())


def test_refuses_a_link_in_the_place_of_the_folder(machine):
    elsewhere = machine.folder / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    locks(machine).symlink_to(elsewhere)
    assert str(locks(machine)) in refused(machine)
    assert not list(elsewhere.iterdir())


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a folder away")
def test_refuses_a_folder_of_another_user(machine):
    locks(machine).mkdir(mode=0o700)
    os.chown(locks(machine), 65534, 65534)
    assert str(locks(machine)) in refused(machine)


def test_follows_no_link_in_the_place_of_a_lock(machine):
    precious = machine.folder / "precious"
    precious.write_text("kept")
    locks(machine).mkdir(mode=0o700)
    (locks(machine) / "GPU-0").symlink_to(precious)
    (locks(machine) / "GPU-1").symlink_to(machine.folder / "made")
    assert str(locks(machine) / "GPU-0") in refused(machine)
    assert precious.read_text() == "kept"
    assert not (machine.folder / "made").exists()


def test_truncates_nothing(machine):
    locks(machine).mkdir(mode=0o700)
    (locks(machine) / "GPU-0").write_text("kept")
    assert gpu(machine.start()[0]) == "GPU-0"
    assert (locks(machine) / "GPU-0").read_text() == "kept"


@pytest.mark.parametrize("variables", [{"RECONTRAST_DEVICE": "cpu"}, {"CUDA_VISIBLE_DEVICES": ""}])
def test_takes_no_gpu_where_none_is_wanted(machine, variables):
    runs = [machine.start(**variables)[0] for _ in range(4)]
    assert [gpu(run) for run in runs] == [variables.get("CUDA_VISIBLE_DEVICES", "none")] * 4


def test_runs_as_it_is_without_a_gpu(machine):
    machine.describe(NO_DRIVER)
    assert [gpu(machine.start()[0]) for _ in range(2)] == ["none", "none"]


def test_ends_as_the_command_ends(tmp_path):
    ended = subprocess.run([ON_FREE_GPU, "bash", "-c", "exit 7"], env=os.environ | {"TMPDIR": str(tmp_path)})
    assert ended.returncode == 7
