"""The commands of this folder, which its launchers start: COMMAND [ARGUMENT]..."""

import os
import signal
import subprocess
import sys
import tempfile
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from itertools import dropwhile, takewhile
from pathlib import Path

from java import JAR, build_jar, find_java, make_jar, maven, package
from machine import ENVIRONMENT, ROOT, WINDOWS, answer, become, call, fail, locked, once, say, settle
from options import parsed
from python import NOTEBOOKS, WORKFLOW, MissingPython, gpu_wanted, set_up_notebooks, use_gpu, write_kernel

# Without a terminal JupyterLab ends as it does when told to, with its kernels.
LAB = """import signal
from jupyterlab.labapp import main
if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # as under nohup
    signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM))
main()"""
SAVING_SECONDS = 150  # a kernel that trains saves its run before it ends
MOST_AT_ONCE = 4  # notebooks that are tested, of a gigabyte each
COMPILED_ONCE = "-XX:TieredStopAtLevel=1"  # of such short runs a third went into compiling for long ones
INTERRUPTED = 130


def recontrast(*arguments):
    start = find_java()
    build_jar()
    if gpu_wanted():
        try:
            use_gpu(start)
        except MissingPython:
            say("a GPU answers, but its libraries come with Python's venv module, which is missing:"
                " this run uses the CPU")
    become(*start, "-jar", JAR, *arguments)


def kernel(*prefix):
    """Sets up all that notebooks need; given a prefix, only what they need beside the JJava that pip put under it."""
    if not prefix:
        set_up_notebooks()
    else:
        start = find_java()
        build_jar()
        write_kernel(*prefix, start)


def run(*arguments):
    parsed(arguments)  # ends here where help is asked for, or an option is none
    set_up_notebooks()
    become(*NOTEBOOKS.program(ENVIRONMENT / "notebook.py", *arguments))


def lab(*arguments):
    set_up_notebooks()
    become(*NOTEBOOKS.program("-c", LAB, f"--ServerApp.root_dir={ROOT / 'notebooks'}",
                              f"--LabApp.app_settings_dir={ENVIRONMENT / 'lab-settings'}", *arguments,
                              f"--KernelManager.shutdown_wait_time={SAVING_SECONDS}",
                              "--KernelSpecManager.allowed_kernelspecs=recontrast-java",
                              "--MultiKernelManager.default_kernel_name=recontrast-java"))


def versus(*arguments):
    set_up_notebooks()
    become(*NOTEBOOKS.program(ENVIRONMENT / "versus.py", *arguments))


def microbench(*arguments):
    java, *_ = find_java()
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder, "classpath")
        with locked():
            code = maven("-q", "-ntp", "test-compile", "dependency:build-classpath", "-pl", "lib",
                         "-Dmdep.includeScope=test", f"-Dmdep.outputFile={listed}")
        if code != 0:
            fail("the build failed: Maven's messages are above")
        classpath = os.pathsep.join(["test-classes", "classes", listed.read_text(errors="surrogateescape")])
    os.chdir(ROOT / "lib/target")
    become(java, "-cp", classpath, "org.openjdk.jmh.Main", *arguments)


def test(*_):
    find_java()
    with locked():
        code = package("-ntp", "verify")
    if code != 0:
        fail("the Java tests failed: Maven's report is above")
    set_up_notebooks()
    notebooks = sorted((ROOT / "notebooks").glob("*.ipynb"))
    if not notebooks:
        say(f"no notebooks in {ROOT / 'notebooks'}: only the Java tests ran")
        return 0
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as results:
        os.environ["RECONTRAST_RESULTS"] = results
        started = time.monotonic()
        failed = run_small(notebooks, results)
        print(f"Notebooks at smoke size:\n{len(notebooks) - failed} passed, {failed} failed"
              f" after {time.monotonic() - started:.0f} s", flush=True)
        return 0 if test_environment(f"--basetemp={results}/browser") and failed == 0 else 1


def run_small(notebooks, results):
    """
    Runs notebooks at smoke size, as many at once as there are cores, on one each, and returns how many failed. Those of
    one core share their runs, as notebooks do; of two at once only one may train a run.
    """
    waiting = iter(notebooks[::-1])  # the long ones first

    def one_after_another(core):
        environment = os.environ | {"RECONTRAST_RESULTS": f"{results}/{core}", "OMP_NUM_THREADS": "1",
                                    "JAVA_TOOL_OPTIONS": f"{os.environ.get('JAVA_TOOL_OPTIONS', '')} {COMPILED_ONCE}"}
        return sum(not passes(notebook, environment) for notebook in waiting)

    cores = range(min(os.cpu_count(), MOST_AT_ONCE))
    with ThreadPoolExecutor(len(cores)) as pool:
        try:
            return sum(pool.map(one_after_another, cores))
        except KeyboardInterrupt:  # which the notebooks under way were told of too
            list(waiting)
            raise


def passes(notebook, environment):
    """Whether a notebook runs at smoke size; prints what it says where it does not."""
    started = time.monotonic()
    ran = answer(*NOTEBOOKS.program(ENVIRONMENT / "notebook.py", notebook, "--smoke", ENVIRONMENT / "smoke.json"),
                 stderr=subprocess.STDOUT, env=environment)
    print(ran.stdout * (ran.returncode != 0)
          + f"{notebook.name}: exit code {ran.returncode} after {time.monotonic() - started:.0f} s", flush=True)
    return ran.returncode == 0


def test_environment(*options):
    """Whether the tests of this folder pass, where pip can install what they need."""
    print("Notebooks in a browser, the commands, runs in several processes:", flush=True)
    once(lambda: NOTEBOOKS.has("requirements-test.txt"), install_test_tools)
    if not NOTEBOOKS.has("requirements-test.txt"):
        print("skipped: pip could not install environment/requirements-test.txt, its messages are above", flush=True)
        return True
    # On Windows only what needs no links, signals and terminals as other systems have them.
    code = call(*NOTEBOOKS.program("-m", "pytest", "-q", "-rs", "--tb=short", "-p", "no:cacheprovider", *options,
                                   ENVIRONMENT / "kit" if WINDOWS else ENVIRONMENT))
    if code == 2:  # Ctrl-C
        sys.exit(INTERRUPTED)
    return code == 0


def install_test_tools():
    say("installing pytest, Playwright and ONNX Runtime into .venv (about 95 MB)")
    NOTEBOOKS.install("requirements-test.txt")


def gpu_check(*_):
    if not gpu_wanted():
        fail("found no NVIDIA GPU to check: expected nvidia-smi -L to list one, on Linux x86_64,"
             " with RECONTRAST_DEVICE and PYTORCH_LIBRARY_PATH unset")
    start = find_java()
    build_jar()
    cudart = use_gpu(start)

    def figures(**variables):
        with locked():
            return maven("-ntp", "test", "-pl", "lib", "-Dtest=GoldenTrainingTest,MapUpsamplingTest", run=answer,
                         env=os.environ | {"JAVA_TOOL_OPTIONS": f"-Djna.library.path='{cudart}'"} | variables)

    def bench(device, *options, **variables):
        with tempfile.TemporaryDirectory() as results:
            told = answer(*start, "-jar", JAR, "bench", "--config", "A,Ours", "--backbone", "resnet18",
                          "--weights", "untrained", "--size", "256", "--batch", "16", "--part", "step,forward,machine",
                          "--results", results, "--device", device, *options, env=os.environ | variables)
        if told.returncode != 0:
            sys.exit(told.returncode)
        print(*dropwhile(lambda line: "median" not in line, told.stdout.splitlines()), sep="\n", flush=True)

    print("== Device, natives, versions", flush=True)
    call("nvidia-smi", "--query-gpu=name,driver_version,memory.total", "--format=csv,noheader")
    if call(*start, "-jar", JAR, "doctor", "--device", "gpu") != 0:  # the engine finds none
        return 1
    print("== Reference figures on the GPU, without TF32 (its products keep 10 bits of a fraction, not 23)", flush=True)
    exact = figures(NVIDIA_TF32_OVERRIDE="0")
    if exact.returncode != 0:
        fail(f"figures differ on this GPU: {exact.stdout}")
    print("equal, within the tolerances of the tests")
    print("== Reference figures on the GPU as it is used, with TF32 in convolutions: how many leave those tolerances",
          flush=True)
    print(*[line for line in figures().stdout.splitlines() if "Tests run:" in line][-1:])
    print("== Speed: GPU without TF32", flush=True)
    bench("gpu", NVIDIA_TF32_OVERRIDE="0")
    print("== Speed: GPU as it is used, with TF32 in convolutions", flush=True)
    bench("gpu")
    print("== Speed: CPU", flush=True)
    bench("cpu", "--runs", "3")


def table(*arguments):
    asked = list(takewhile(lambda argument: argument != "--", arguments))
    if not asked:
        fail("expected a table, 1 to 6 or A1 to A7, and --data PATH; found none: see recontrast table --help")
    WORKFLOW.build()
    digest = zlib.crc32("\n".join([os.getcwd(), *asked]).encode(errors="surrogateescape"))
    work = Path(os.environ["RECONTRAST_RESULTS"], "workflow", f"table-{digest:08x}")
    plan = work / "plan.json"
    if code := call(ENVIRONMENT / "recontrast", "table", *asked, "--plan", plan):
        return code
    # Which runs are left the plan says: Snakemake is to start all of those, whatever lies in its folder from before.
    # It reads the values of --config as YAML and hands them on to its jobs: in a URI there is nothing to quote.
    become(*WORKFLOW.program("-m", "snakemake", "--snakefile", ENVIRONMENT / "workflow/Snakefile", "--directory", work,
                             "--forceall", "--rerun-incomplete", "--nolock", "--keep-going",
                             "--config", f"plan={plan.as_uri()}", f"environment={ENVIRONMENT.as_uri()}",
                             *(arguments[len(asked) + 1:] or ("--cores", "all"))))


def encoder(*_):
    here = ROOT / "lib/encoder"
    start = find_java()
    NOTEBOOKS.build()
    with tempfile.TemporaryDirectory() as scratch:
        if call(*NOTEBOOKS.program("-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--require-hashes",
                                   "--no-deps", "--dest", scratch, "-r", here / "requirements.txt")) != 0:
            fail(f"pip could not fetch {here / 'requirements.txt'}: its messages are above")
        with locked():
            make_jar()
        return call(*start, "-cp", os.pathsep.join([str(here / "target/classes"), str(JAR)]),
                    "recontrast.encoder.EmbeddedEncoder", *Path(scratch).glob("*.whl"),
                    ROOT / "lib/src/main/resources/recontrast")


COMMANDS = {"recontrast": recontrast, "kernel": kernel, "run": run, "lab": lab, "versus": versus, "test": test,
            "microbench": microbench, "gpu-check": gpu_check, "table": table, "encoder": encoder}


def main(command, *arguments):
    for number in {signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)}:
        if signal.getsignal(number) != signal.SIG_IGN:  # as under nohup
            signal.signal(number, lambda number, _: sys.exit(128 + number))  # temporary folders go
    try:
        settle()
        return COMMANDS[command](*arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        fail(f"{error}: is there space, and may this user write there?")


sys.exit(main(*sys.argv[1:]))
