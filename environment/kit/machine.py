"""The machine that the commands run on: its settings, the checkout on it, and how other programs are started."""

import contextlib
import locale
import os
import signal
import subprocess
import sys
import time
import zlib
from pathlib import Path

try:
    import fcntl
except ImportError:
    import msvcrt  # on Windows

WINDOWS = os.name == "nt"
ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = ROOT / "environment"

# A training step frees and takes the same memory again: glibc is to keep it, not to return it to the system each time
# (a quarter of the run time on two cores).
GLIBC = {"MALLOC_MMAP_THRESHOLD_": "4000000000", "MALLOC_TRIM_THRESHOLD_": "8000000000", "MALLOC_TOP_PAD_": "268435456"}


def say(text):
    print(f"recontrast: {text}", file=sys.stderr, flush=True)


def fail(text):
    sys.exit(f"recontrast: {text}")


def absolute(path):
    """A path as the caller means it, for kernels and jobs, which run in folders of their own."""
    return os.path.join(os.getcwd(), path)


def settle():
    """Leaves in the environment what every program is to find there that is started from here."""
    for name in "CDPATH", "PYTHONPATH", "PYTHONHOME":  # each puts something else in the place of what is meant here
        os.environ.pop(name, None)
    os.environ["RECONTRAST_RESULTS"] = absolute(os.environ.get("RECONTRAST_RESULTS") or ROOT / "results")
    if os.environ.get("RECONTRAST_CACHE"):
        os.environ["RECONTRAST_CACHE"] = absolute(os.environ["RECONTRAST_CACHE"])
    # PyTorch's notes to its own developers are nobody's here.
    for name, value in {"TORCH_CPP_LOG_LEVEL": "ERROR", **({} if WINDOWS else GLIBC)}.items():
        os.environ[name] = os.environ.get(name) or value
    # Java can only spell paths in letters that the locale has.
    if not WINDOWS and locale.nl_langinfo(locale.CODESET) != "UTF-8":
        with contextlib.suppress(locale.Error):
            locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
            os.environ["LC_ALL"] = "C.UTF-8"


@contextlib.contextmanager
def locked():
    """While no other set-up of this checkout runs."""
    lock = ROOT / "target/setup.lock"
    lock.parent.mkdir(exist_ok=True)
    with lock.open("a") as file:
        if not WINDOWS:
            fcntl.flock(file, fcntl.LOCK_EX)
        while WINDOWS:
            with contextlib.suppress(OSError):
                file.seek(0)
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
                break
            time.sleep(0.1)
        yield


def once(done, work):
    """Does what is not done yet, while no other set-up of this checkout runs."""
    if not done():
        with locked():
            if not done():
                work()


def fingerprint(*paths):
    """A checksum of the names and contents of files of this checkout, and of all under its folders."""
    files = [str(path) for path in paths if path.is_file()]
    for path in paths:
        files += [os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names]
    checksum = 0
    for file in sorted(files):
        checksum = zlib.crc32(os.fsencode(file[len(str(ROOT)):]), checksum)
        with open(file, "rb") as content:
            checksum = zlib.crc32(content.read(), checksum)
    return f"{checksum:08x}"


def call(*command, **how):
    """Runs a program to its end and returns its exit code; what Ctrl-C ends is that program's affair."""
    child = subprocess.Popen(command, **how)
    while True:
        with contextlib.suppress(KeyboardInterrupt):
            return child.wait()


def answer(*command, **how):
    """What a program prints, with its exit code; none and 127 where there is no such program."""
    try:
        return subprocess.run(command, stdout=subprocess.PIPE, text=True, errors="surrogateescape", **how)
    except OSError:
        return subprocess.CompletedProcess(command, 127, "")


def become(*command):
    """Goes on as another program: in the place of this process, or, on Windows, which cannot, beside it to the end."""
    if WINDOWS:
        sys.exit(call(*command))
    for number in signal.SIGPIPE, signal.SIGXFSZ:  # which Python ignores, and would have the other ignore
        signal.signal(number, signal.SIG_DFL)
    os.execv(command[0], command)
