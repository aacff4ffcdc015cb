"""Set-up on machines that are made up: Windows, or without JDK and Maven, with old Pythons, with a GPU. Nothing is built."""

import base64
import hashlib
import http.server
import importlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import types
import zipfile
from pathlib import Path, PureWindowsPath

import pytest

import fetch_maven
import java
import machine
import python

ENVIRONMENT = Path(__file__).resolve().parent.parent
posix = pytest.mark.skipif(os.name != "posix", reason="takes shell scripts for programs")


@pytest.fixture(autouse=True)
def variables():
    """Those of the environment; what a test or the kit changes in it ends with the test."""
    before = dict(os.environ)
    for name in before:
        if name.startswith(("RECONTRAST_", "MALLOC_", "MVNW_", "PYTORCH_", "PYTHON", "JAVA_HOME", "MAVEN_USER_HOME")):
            del os.environ[name]
    yield os.environ
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def windows(monkeypatch):
    monkeypatch.setattr(machine, "WINDOWS", True)
    monkeypatch.setattr(os, "pathsep", ";")


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """An empty one."""
    for module in machine, java, python:
        monkeypatch.setattr(module, "ROOT", tmp_path)
    return tmp_path


def program(path, script=""):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def jdk(home, version="17.0.15", suffix="", programs=("java", "javac")):
    for name in programs:
        program(home / "bin" / (name + suffix))
    (home / "release").write_text(f'IMPLEMENTOR="x"\nJAVA_VERSION="{version}"\n')
    return home


def failure(action, *arguments):
    """What is said of it, in one line."""
    with pytest.raises(SystemExit) as end:
        action(*arguments)
    said = end.value.code
    assert said.startswith("recontrast: ") and "\n" not in said
    return said


def started(code, *arguments, **how):
    """A Python that has the kit's modules."""
    path = f"import sys; sys.path.insert(0, {str(ENVIRONMENT / 'kit')!r})"
    return subprocess.Popen([sys.executable, "-c", f"{path}\n{code}", *arguments], stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True, **how)


# --- Java ---

@pytest.mark.parametrize("version, number", [("17.0.15", 17), ("1.8.0_402", 8), ("21-ea", 21), ("11", 11), ("", 0)])
def test_a_version_of_java_has_a_number(version, number):
    assert java.major(version) == number


def test_java_of_windows_is_an_exe_and_takes_utf8(windows, variables, tmp_path):
    variables["JAVA_HOME"] = str(jdk(tmp_path / "jdk", suffix=".exe"))
    start = java.find_java()
    assert start[0] == str(tmp_path / "jdk/bin/java.exe")
    assert "-Dfile.encoding=UTF-8" in start


def test_java_elsewhere_follows_the_locale(variables, tmp_path, monkeypatch):
    monkeypatch.setattr(machine, "WINDOWS", False)
    variables["JAVA_HOME"] = str(jdk(tmp_path / "jdk"))
    variables["RECONTRAST_JAVA_OPTS"] = " -Xmx1g\n-Da=b  "
    assert java.find_java() == [str(tmp_path / "jdk/bin/java"), "-Xmx1g", "-Da=b", "-Djava.awt.headless=true",
                                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                                "-Dorg.slf4j.simpleLogger.showThreadName=false",
                                "-Dorg.slf4j.simpleLogger.showShortLogName=true"]


@posix
def test_the_jdk_on_path_is_found_through_links_and_launcher_scripts(variables, tmp_path):
    home = jdk(tmp_path / "jdk")
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked/java").symlink_to(home / "bin/java")
    program(tmp_path / "scripts/java", f"echo '    java.home = {home}' >&2")
    for folder in "linked", "scripts":
        variables["PATH"] = f"{tmp_path / folder}:/bin"
        variables.pop("JAVA_HOME", None)
        assert java.find_java()[0] == str(home / "bin/java")
        assert variables["JAVA_HOME"] == str(home)


@posix
def test_a_java_that_does_not_serve_is_named(variables, tmp_path):
    for home, words in {jdk(tmp_path / "old", "11.0.2"): "Java 11.0.2 in ",
                        jdk(tmp_path / "runtime", programs=["java"]): "without javac, a runtime only",
                        tmp_path / "nowhere": "no Java in "}.items():
        variables["JAVA_HOME"] = str(home)
        assert words in failure(java.find_java) and str(home) in failure(java.find_java)
    del variables["JAVA_HOME"]
    variables["PATH"] = str(tmp_path)
    assert "JAVA_HOME is not set, no java on PATH" in failure(java.find_java)


# --- Maven ---

def test_maven_of_windows_is_mvn_cmd(windows, variables, checkout):
    variables["PATH"] = str(program(checkout / "bin/mvn.cmd").parent)
    program(checkout / "bin/mvn")
    assert java.maven("-q", "package", run=lambda *command, cwd: (*command, cwd)) \
        == (str(checkout / "bin/mvn.cmd"), "-B", "-C", "-q", "package", checkout)


class Mirror(http.server.BaseHTTPRequestHandler):
    """Of Maven's repository, with a Maven of one script; may ask for a password."""
    password = None
    asked = []

    def do_GET(self):
        self.asked.append(self.path)
        wanted = f"Basic {base64.b64encode(f'me:{self.password}'.encode()).decode()}"
        if self.password and self.headers["Authorization"] != wanted:
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="mirror"')
        else:
            self.send_response(200 if self.path == f"/mirror/{fetch_maven.PATH}" else 404)
        self.end_headers()
        self.wfile.write(self.archive)

    def log_message(self, *_):
        pass


@pytest.fixture
def mirror(variables, monkeypatch, tmp_path):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr(f"{fetch_maven.NAME}/bin/mvn", '#!/bin/sh\necho "maven $*"\n')
    monkeypatch.setattr(Mirror, "archive", archive.getvalue(), raising=False)
    monkeypatch.setattr(Mirror, "asked", [])
    monkeypatch.setattr(fetch_maven, "SHA256", hashlib.sha256(archive.getvalue()).hexdigest())
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Mirror) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        variables.update(MVNW_REPOURL=f"http://127.0.0.1:{server.server_port}/mirror", no_proxy="127.0.0.1",
                         MAVEN_USER_HOME=str(tmp_path / "m2"), PATH=str(tmp_path))
        yield Mirror
        server.shutdown()


@posix
def test_without_a_maven_one_is_fetched_once(mirror, checkout):
    for _ in range(2):
        assert java.maven("verify", run=machine.answer).stdout == "maven -B -C verify\n"
    assert len(mirror.asked) == 1
    assert [path.name for path in (checkout / "m2/wrapper/dists" / fetch_maven.NAME).iterdir()] == [fetch_maven.SHA256[:8]]


def test_a_maven_with_another_hash_is_refused(mirror, monkeypatch, tmp_path):
    monkeypatch.setattr(fetch_maven, "SHA256", "0" * 64)
    assert f"expected the SHA-256 {'0' * 64} of http://127.0.0.1" in failure(fetch_maven.home)
    assert not (tmp_path / "m2").exists()


def test_a_mirror_without_maven_is_named(mirror, variables):
    variables["MVNW_REPOURL"] += "/elsewhere"
    assert f"{variables['MVNW_REPOURL']}/{fetch_maven.PATH}; found HTTP Error 404" in failure(fetch_maven.home)


def test_a_mirror_is_given_the_password_that_it_asks_for(mirror, variables, monkeypatch):
    monkeypatch.setattr(mirror, "password", "secret")
    assert "401" in failure(fetch_maven.home)
    variables.update(MVNW_USERNAME="me", MVNW_PASSWORD="secret")
    assert (fetch_maven.home() / "bin/mvn").is_file()


# --- The jar ---

@pytest.fixture
def built(checkout, monkeypatch):
    """A checkout whose jar is built, by a Maven that takes any file there is for the one it makes."""
    target = checkout / "lib/target"
    for name, path in {"TARGET": target, "JAR": target / "recontrast.jar", "STAMP": target / "sources.stamp"}.items():
        monkeypatch.setattr(java, name, path)
    (checkout / "lib/src/main").mkdir(parents=True)
    for name in "pom.xml", "lib/pom.xml", "lib/src/main/A.java":
        (checkout / name).write_text(name)

    def package(*_, **__):
        (target / "dependency").mkdir(parents=True, exist_ok=True)
        for file in java.JAR, target / "dependency/api.jar":
            if not file.exists():
                file.write_text("jar")
        return 0

    monkeypatch.setattr(java, "maven", package)
    monkeypatch.setattr(machine, "ROOT", checkout)
    java.package()
    return checkout


@pytest.mark.parametrize("file", ["pom.xml", "lib/src/main/A.java", "lib/src/main/B.java",
                                  "lib/target/dependency/api.jar", "lib/target/recontrast.jar"])
def test_a_jar_is_fresh_until_a_source_or_what_was_built_changes(built, file):
    assert java.jar_is_fresh()
    (built / file).write_text("cut short")
    assert not java.jar_is_fresh()
    java.package()
    assert java.jar_is_fresh()
    assert (java.JAR.read_text(), (built / "lib/target/dependency/api.jar").read_text()) == ("jar", "jar")


# --- Python ---

def answers(monkeypatch, **versions):
    """Makes these the Pythons on PATH, and this one unknown."""
    def answer(name, *_, **__):
        version = versions.get(name.replace(".", "_"), "")
        return types.SimpleNamespace(stdout=version and f"{version.split()[0]} /usr\n", returncode="without" in version)

    monkeypatch.setattr(python, "answer", answer)


def test_the_first_python_that_makes_virtual_environments_is_taken(monkeypatch):
    answers(monkeypatch, python3="3.9.2", python3_13="3.13.1 without venv", python3_11="3.11.0", python="3.12.0")
    assert python.find_python(10) == "python3.11"
    assert python.find_python(12) == "python"


def test_pythons_that_do_not_serve_are_named(monkeypatch):
    for versions, said in (({}, "found no Python: install Python 3.10 or newer with its venv module"),
                           ({"python3": "3.9.2"}, "found Python 3.9.2 (python3): install"),
                           ({"python3": "3.12.1 without venv"}, "found Python 3.12.1 (python3) without its venv module")):
        answers(monkeypatch, **versions)
        assert said in failure(python.find_python, 10)


def test_a_virtual_environment_is_not_made_by_its_own_python(checkout, monkeypatch):
    own = types.SimpleNamespace(stdout=f"3.12.0 {checkout / '.venv'}\n", returncode=0)
    monkeypatch.setattr(python, "answer", lambda *_, **__: own)
    assert "found no Python" in failure(python.find_python, 10)


def venv(folder, *requirements):
    """One in which these are installed, as far as the kit looks."""
    made = python.Venv(folder, 10, "requirements.txt", "nothing")
    program(Path(made.program()[0]))
    for file in requirements:
        shutil.copy(ENVIRONMENT / file, folder)
    return made


def test_set_up_clears_no_folder_that_it_did_not_make(checkout, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (checkout / "linked").symlink_to(tmp_path / "elsewhere")
    (checkout / "mine").mkdir()
    (checkout / "mine/notes.txt").write_text("kept")
    for name, found in ("linked", "found a link"), ("mine", "found other files"):
        assert found in failure(python.Venv(name, 10, "requirements.txt", "nothing").make)
    assert (checkout / "mine/notes.txt").exists()


def test_help_of_run_sets_nothing_up(tmp_path):
    shutil.copytree(ENVIRONMENT / "kit", tmp_path / "environment/kit")
    told = subprocess.run([sys.executable, "-I", tmp_path / "environment/kit", "run", "--help"],
                          capture_output=True, text=True, timeout=60)
    assert told.returncode == 0 and "--slides" in told.stdout and not (tmp_path / ".venv").exists()


def test_a_virtual_environment_of_windows_keeps_its_python_in_scripts(windows, tmp_path):
    made = venv(tmp_path / ".venv", "requirements.txt")
    assert made.program("-m", "pip") == (str(tmp_path / ".venv/Scripts/python.exe"), "-I", "-Xutf8", "-m", "pip")
    assert made.has("requirements.txt")


def test_packages_are_there_until_the_requirements_or_the_python_change(tmp_path):
    made = venv(tmp_path / ".venv", "requirements.txt")
    assert made.has("requirements.txt") and not made.has("requirements-test.txt")
    made.build()
    (tmp_path / ".venv/requirements.txt").write_text("other")
    assert not made.has("requirements.txt")
    shutil.copy(ENVIRONMENT / "requirements.txt", made.folder)
    Path(made.program()[0]).unlink()
    assert not made.has("requirements.txt")


# --- GPU and kernel ---

@posix
def test_a_gpu_is_wanted_where_one_answers(variables, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "uname", lambda: types.SimpleNamespace(machine="x86_64"))
    variables["PATH"] = f"{tmp_path}:/bin"
    assert not python.gpu_wanted()
    program(tmp_path / "nvidia-smi", '[ "$*" = -L ]')
    assert python.gpu_wanted()
    for name, value in ("RECONTRAST_DEVICE", "cpu"), ("PYTORCH_LIBRARY_PATH", "/torch"):
        variables[name] = value
        assert not python.gpu_wanted()
        del variables[name]
    monkeypatch.setattr(sys, "platform", "win32")
    assert not python.gpu_wanted()


def test_a_gpu_is_used_by_the_libraries_in_the_virtual_environment(variables, tmp_path, monkeypatch):
    monkeypatch.setattr(machine, "WINDOWS", False)
    monkeypatch.setattr(python, "NOTEBOOKS", venv(tmp_path / ".venv", "requirements.txt", "requirements-gpu.txt"))
    packages = tmp_path / ".venv/lib/python3.12/site-packages"
    packages.mkdir(parents=True)
    start = ["java"]
    python.use_gpu(start)
    assert start[1:] == [f"-Djna.library.path={packages}/nvidia/cuda_runtime/lib", "-Dai.djl.pytorch.cudnn_benchmark=true"]
    spec = python.kernel(Path("jjava.jar"), start)
    assert spec["argv"][:3] == start
    assert spec["env"]["PYTORCH_LIBRARY_PATH"] == f"{packages}/torch/lib"
    assert (spec["env"]["PYTORCH_VERSION"], spec["env"]["PYTORCH_FLAVOR"]) == ("2.7.1", "cu128")


def test_the_kernel_spec_of_windows_has_its_class_path_in_slashes(windows, monkeypatch):
    monkeypatch.setattr(java, "JAR", PureWindowsPath(r"C:\a $kit\lib\target\recontrast.jar"))
    monkeypatch.setattr(python, "ROOT", PureWindowsPath(r"C:\a $kit"))
    jjava = PureWindowsPath(r"C:\a $kit\.venv\share\jupyter\kernels\java\jjava.jar")
    spec = json.loads(json.dumps(python.kernel(jjava, [r"C:\jdk\bin\java.exe"])))
    assert spec["env"]["JJAVA_CLASSPATH"] == "C:/a $$kit/lib/target/recontrast.jar"
    assert spec["argv"][0] == r"C:\jdk\bin\java.exe" and r"-Drecontrast.results=C:\a $kit\results" in spec["argv"]
    assert spec["argv"][-2:] == [str(jjava), "{connection_file}"]


def test_a_path_that_the_kernel_cannot_have_is_refused_by_the_systems_own_separator(windows, monkeypatch):
    monkeypatch.setattr(python, "ROOT", PureWindowsPath(r"C:\a;b"))
    assert r"without a semicolon, which ends a path for the kernel; found C:\a;b" in failure(python.set_up_notebooks)


# --- The machine ---

def test_what_others_find_in_the_environment(variables, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    variables.update(PYTHONPATH="x", CDPATH="y", RECONTRAST_RESULTS="out", RECONTRAST_CACHE="cache",
                     MALLOC_TOP_PAD_="1", TORCH_CPP_LOG_LEVEL="INFO")
    machine.settle()
    assert not {"PYTHONPATH", "CDPATH"} & variables.keys()
    assert variables["RECONTRAST_RESULTS"] == str(tmp_path / "out")
    assert variables["RECONTRAST_CACHE"] == str(tmp_path / "cache")
    assert variables["TORCH_CPP_LOG_LEVEL"] == "INFO"
    if os.name == "posix":
        assert (variables["MALLOC_TOP_PAD_"], variables["MALLOC_TRIM_THRESHOLD_"]) == ("1", "8000000000")


def test_windows_needs_no_locale_and_no_settings_of_glibc(windows, variables, monkeypatch):
    monkeypatch.delattr(machine.locale, "nl_langinfo", raising=False)
    machine.settle()
    assert variables["RECONTRAST_RESULTS"] == str(machine.ROOT / "results")
    assert not [name for name in variables if name.startswith("MALLOC_")]


@posix
def test_java_has_a_locale_whose_letters_spell_any_path():
    code = "import machine, os; machine.settle(); print(os.environ.get('LC_ALL'))"
    for chosen, found in {"C": "C.UTF-8\n", "C.UTF-8": "C.UTF-8\n"}.items():
        assert started(code, env=os.environ | {"LC_ALL": chosen}).communicate()[0] == found


def test_windows_locks_without_fcntl_and_tries_until_it_may(checkout, monkeypatch):
    tried = []

    def locking(file, mode, count):
        tried.append((mode, count))
        if len(tried) < 3:
            raise PermissionError

    monkeypatch.setitem(sys.modules, "msvcrt", types.SimpleNamespace(locking=locking, LK_NBLCK=2))
    monkeypatch.setitem(sys.modules, "fcntl", None)
    spec = importlib.util.spec_from_file_location("machine_of_windows", machine.__file__)
    other = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(other)
    monkeypatch.setattr(other, "WINDOWS", True)
    monkeypatch.setattr(other, "ROOT", checkout)
    with other.locked():
        assert tried == 3 * [(2, 1)]


@posix
def test_two_set_ups_at_once_do_a_thing_once(tmp_path):
    code = ("import machine, pathlib, sys, time; machine.ROOT = pathlib.Path(sys.argv[1]); done = machine.ROOT / 'done'\n"
            "def work(): time.sleep(1); print('working'); done.touch()\n"
            "machine.once(done.exists, work)")
    both = [started(code, str(tmp_path)) for _ in range(2)]
    assert sorted(one.communicate()[0] for one in both) == ["", "working\n"]


@posix
def test_a_program_is_gone_on_as_in_the_same_process_with_its_signals():
    process = started("import machine; machine.become('/bin/sh', '-c', 'echo $$; yes | head -n 1; exit 7')")
    said, warned = process.communicate()
    assert (said, warned, process.returncode) == (f"{process.pid}\ny\n", "", 7)


def test_windows_goes_on_beside_a_program_and_ends_as_that_ends(windows):
    with pytest.raises(SystemExit) as end:
        machine.become(sys.executable, "-c", "raise SystemExit(7)")
    assert end.value.code == 7


@posix
def test_ctrl_c_is_the_programs_affair():
    patient = ("import signal, sys, time\n"
               "signal.signal(signal.SIGINT, lambda *_: (time.sleep(0.5), sys.exit(7)))\n"
               "print('ready', flush=True); time.sleep(60)")
    process = started("import machine; sys.exit(machine.call(sys.executable, '-c', sys.argv[1]))", patient,
                      start_new_session=True)
    assert process.stdout.readline() == "ready\n"
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(30) == 7


# --- Launchers ---

@pytest.mark.parametrize("launcher", sorted(ENVIRONMENT.glob("*.cmd")), ids=lambda path: path.stem)
def test_a_launcher_of_windows_starts_what_the_one_beside_it_starts(launcher):
    beside = launcher.with_suffix("").read_text()
    if launcher.stem == "launch":
        assert '"%~dp0kit" %*' in launcher.read_text() and '"$here/kit" "$@"' in beside
    else:
        assert launcher.read_text() == f'@"%~dp0launch.cmd" {launcher.stem} %*\n'
        assert f'/launch" {launcher.stem} "$@"' in beside


@pytest.fixture
def launch(tmp_path, variables):
    """The launcher, of a kit that says which Python runs it, among Pythons that a test makes."""
    (tmp_path / "a b").mkdir()
    (tmp_path / "a b/kit").write_text("import sys; print(*sys.argv[1:], sys.flags.isolated, sep='\\n')")
    copy = shutil.copy(ENVIRONMENT / "launch", tmp_path / "a b/launch")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/dirname").symlink_to(shutil.which("dirname"))
    variables["PATH"] = str(tmp_path / "bin")
    return lambda *arguments: subprocess.run(["/bin/sh", copy, *arguments], capture_output=True, text=True)


@posix
def test_a_launcher_takes_the_python_of_the_virtual_environment_at_once(launch, tmp_path, variables):
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / ".venv/bin/python").symlink_to(sys.executable)
    assert launch("run").stdout == "run\n1\n"
    variables["PYTHON"] = "none"
    assert "found no Python" in launch("run").stderr


@posix
def test_a_launcher_takes_the_first_python_that_is_new_enough(launch, tmp_path, variables):
    assert "found no Python: install Python 3.10 or newer" in launch("run").stderr
    program(tmp_path / "bin/python3", 'printf "3.9.2 /old"; exit 1')
    ended = launch("run")
    assert ended.returncode == 1 and ended.stdout == ""
    assert ended.stderr.startswith("recontrast: found Python 3.9.2 (python3): ") and ended.stderr.count("\n") == 1
    program(tmp_path / ".venv/bin/python", "exit 1")  # a broken one
    (tmp_path / "bin/python3.11").symlink_to(sys.executable)
    assert launch("run", "-p", "a  b", "").stdout == "run\n-p\na  b\n\n1\n"
    variables["PYTHON"] = "python3"
    assert "found Python 3.9.2 (python3)" in launch("run").stderr
