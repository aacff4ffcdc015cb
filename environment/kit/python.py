"""Python: virtual environments with pinned packages, PyTorch's CUDA libraries among them, and the notebooks' kernel."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import java
import machine
from machine import ENVIRONMENT, ROOT, answer, call, fail, once, say

NAMES = "python3", "python3.13", "python3.12", "python3.11", "python3.10", "python"
PROBE = "import sys; print('%d.%d.%d' % sys.version_info[:3], sys.prefix, flush=True); import ensurepip, venv"
TORCH = "2.7.1"


class MissingPython(SystemExit):
    """No Python that could make a virtual environment."""


def find_python(least):
    """The first Python 3.N or newer that makes virtual environments: the one that runs this, or one on PATH."""
    found = "no Python"
    for name in [sys.executable] if os.environ.get("PYTHON") else [sys.executable, *NAMES]:
        probe = answer(name, "-I", "-c", PROBE, stderr=subprocess.DEVNULL)
        version = re.fullmatch(r"(3\.(\d+)\.\d+) (.*)\n", probe.stdout)
        if not version or Path(version[3]).resolve().is_relative_to(ROOT):  # .venv's own would have to take itself away
            continue
        found = f"Python {version[1]} ({name})"
        if int(version[2]) >= least:
            if probe.returncode == 0:
                return name
            found += " without its venv module"
    raise MissingPython(f"recontrast: found {found}: install Python 3.{least} or newer with its venv module"
                        " (on Debian and Ubuntu, python3-venv)")


class Venv:
    """A virtual environment of this checkout. What was installed in it, copies of the requirements files in it tell."""

    def __init__(self, name, least, requirements, packages):
        self.folder = ROOT / name
        self.least = least
        self.requirements = requirements
        self.packages = packages

    def program(self, *arguments):
        """The start of a command: its Python, without modules of the caller's, with the same encoding everywhere."""
        python = self.folder / ("Scripts/python.exe" if machine.WINDOWS else "bin/python")
        return str(python), "-I", "-Xutf8", *arguments

    def has(self, requirements):
        copy = self.folder / requirements
        return os.access(self.program()[0], os.X_OK) and copy.is_file() \
            and copy.read_bytes() == (ENVIRONMENT / requirements).read_bytes()

    def build(self):
        once(lambda: self.has(self.requirements), self.make)

    def make(self):
        if self.folder.is_symlink() or self.folder.exists() and any(self.folder.iterdir()) \
                and not (self.folder / "pyvenv.cfg").is_file():
            fail(f"expected {self.folder} to be a virtual environment that set-up may clear; found"
                 f" {'a link' if self.folder.is_symlink() else 'other files'}: move it away")
        python = find_python(self.least)
        say(f"installing {self.packages}")
        if call(python, "-I", "-m", "venv", "--clear", self.folder) != 0:
            fail(f"{python} could not make {self.folder.name}: its message is above")
        if not self.install(self.requirements):
            fail(f"pip could not install environment/{self.requirements}: its messages are above")

    def install(self, requirements):
        """Whether pip could."""
        pip = self.program("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes")
        if call(*pip, "-r", ENVIRONMENT / requirements) != 0:
            return False
        shutil.copy(ENVIRONMENT / requirements, self.folder)
        return True


NOTEBOOKS = Venv(".venv", 10, "requirements.txt", "JupyterLab, papermill and the Java kernel into .venv (about 250 MB)")
# The notebooks do without Snakemake, which asks for a newer Python.
WORKFLOW = Venv(".venv-workflow", 11, "requirements-workflow.txt", "Snakemake into .venv-workflow (about 360 MB)")


def gpu_wanted():
    return os.environ.get("RECONTRAST_DEVICE") != "cpu" and not os.environ.get("PYTORCH_LIBRARY_PATH") \
        and sys.platform == "linux" and os.uname().machine == "x86_64" \
        and answer("nvidia-smi", "-L", stderr=subprocess.DEVNULL).returncode == 0


def use_gpu(start):
    """
    Points DJL to PyTorch's CUDA libraries, which become a part of the notebooks' virtual environment, by variables and
    by options that are added to the start of Java commands; returns the folder of libcudart.
    """
    NOTEBOOKS.build()
    once(lambda: NOTEBOOKS.has("requirements-gpu.txt"), fetch_cuda)
    [packages] = NOTEBOOKS.folder.glob("lib/python3*/site-packages")
    os.environ.update(PYTORCH_LIBRARY_PATH=f"{packages}/torch/lib", PYTORCH_VERSION=TORCH, PYTORCH_FLAVOR="cu128")
    # DJL counts GPUs by libcudart, which it finds by itself only where a CUDA toolkit is installed.
    cudart = f"{packages}/nvidia/cuda_runtime/lib"
    start.append(f"-Djna.library.path={cudart}")
    start.append("-Dai.djl.pytorch.cudnn_benchmark=true")  # sizes never change in a run: let cuDNN try its algorithms once
    return cudart


def fetch_cuda():
    say(f"a GPU answers: installing the CUDA libraries of PyTorch {TORCH} into .venv (about 3 GB to fetch);"
        " RECONTRAST_DEVICE=cpu prevents it")
    if not NOTEBOOKS.install("requirements-gpu.txt"):
        fail("pip could not install environment/requirements-gpu.txt (its messages are above):"
             " use Python 3.10 to 3.13, or set RECONTRAST_DEVICE=cpu to run on the CPU")


def kernel(jjava, start):
    """The kernel spec "ReContrast (Java)", by JJava's jar and the start of Java commands."""
    jar = java.JAR.as_posix()  # for JJava a glob, which / separates on Windows too
    environment = {"JJAVA_CLASSPATH": jar, "IJAVA_CLASSPATH": jar}
    if os.environ.get("PYTORCH_LIBRARY_PATH"):
        environment |= {"PYTORCH_LIBRARY_PATH": os.environ["PYTORCH_LIBRARY_PATH"],
                        "PYTORCH_VERSION": os.environ.get("PYTORCH_VERSION") or TORCH,
                        "PYTORCH_FLAVOR": os.environ.get("PYTORCH_FLAVOR") or "cu128"}
    return {
        "argv": [*start, f"-Djava.util.logging.config.file={ENVIRONMENT / 'logging.properties'}",
                 f"-Drecontrast.results={ROOT / 'results'}",
                 "--add-opens", "jdk.jshell/jdk.jshell=ALL-UNNAMED", "-jar", str(jjava), "{connection_file}"],
        "display_name": "ReContrast (Java)",
        "language": "java",
        "interrupt_mode": "message",
        "env": {name: value.replace("$", "$$") for name, value in environment.items()},  # Jupyter fills in $variables
    }


def write_kernel(prefix, start):
    """Beside the JJava that pip put under a prefix; unless it is there already: the folder may be another user's."""
    kernels = Path(prefix, "share/jupyter/kernels")
    file = kernels / "recontrast-java/kernel.json"
    text = json.dumps(kernel(kernels / "java/jjava.jar", start), indent=2)
    try:
        if file.is_file() and file.read_text(encoding="utf-8") == text:
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        partial = file.with_name(f"{file.name}.{os.getpid()}")
        partial.write_text(text, encoding="utf-8")
        partial.replace(file)
    except OSError as error:
        fail(f"expected to write {file}, whose kernel was set up with other options or another Java; found:"
             f" {error.strerror}: use those (RECONTRAST_JAVA_OPTS, RECONTRAST_DEVICE, JAVA_HOME), or a checkout of your own")


def set_up_notebooks():
    """All that notebooks need."""
    if os.pathsep in str(ROOT):
        fail(f"expected a path without {'a semicolon' if machine.WINDOWS else 'a colon'}, which ends a path for the"
             f" kernel; found {ROOT}: move the checkout")
    start = java.find_java()
    java.build_jar()
    NOTEBOOKS.build()
    if gpu_wanted():
        use_gpu(start)
    write_kernel(NOTEBOOKS.folder, start)
