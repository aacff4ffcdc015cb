"""Java: a JDK, Maven, and the jar that Maven builds."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import machine
from machine import ROOT, absolute, answer, call, fail, fingerprint, once, say

INSTALL = "install JDK 17 or newer and set JAVA_HOME or PATH to it"
TARGET = ROOT / "lib/target"
JAR = TARGET / "recontrast.jar"
STAMP = TARGET / "sources.stamp"
LOGGER = [f"-Dorg.slf4j.simpleLogger.{setting}"
          for setting in ("defaultLogLevel=warn", "showThreadName=false", "showShortLogName=true")]


def find_java():
    """How every Java command starts: with java of JAVA_HOME's JDK if that is set, else of PATH's; and its options."""
    home = os.environ.get("JAVA_HOME") or home_on_path()
    java = program(home, "java")
    if not home or not os.access(java, os.X_OK):
        fail(f"found no Java in {home or 'the java on PATH'}: {INSTALL}")
    version = version_of(home)
    if major(version) < 17:
        fail(f"found Java {version} in {home}: {INSTALL}")
    if not os.access(program(home, "javac"), os.X_OK):
        fail(f"found Java {version} in {home} without javac, a runtime only: {INSTALL}")
    os.environ["JAVA_HOME"] = absolute(home)
    # The work is in the tensors: the plain collector takes 150 MB less beside them than Java's usual one.
    options = (os.environ.get("RECONTRAST_JAVA_OPTS") or "-Xmx1500m -XX:+UseSerialGC").split()
    if machine.WINDOWS:
        options.append("-Dfile.encoding=UTF-8")  # as elsewhere, and from Java 18 on
    return [absolute(java), *options, "-Djava.awt.headless=true", *LOGGER]


def program(home, name):
    return os.path.join(home, "bin", name + ".exe" * machine.WINDOWS)


def home_on_path():
    java = shutil.which("java")
    if not java:
        fail(f"found no Java (JAVA_HOME is not set, no java on PATH): {INSTALL}")
    home = Path(java).resolve().parents[1]
    if (home / "release").is_file():
        return str(home)
    # A launcher script, not the JDK's own java: that knows.
    settings = answer(java, "-XshowSettings:properties", "-version", stderr=subprocess.STDOUT).stdout
    return "".join(re.findall(r"^ *java\.home = (.*)", settings, re.M))


def version_of(home):
    release = Path(home, "release")
    said = release.read_text(errors="replace") if release.is_file() else ""
    if 'JAVA_VERSION="' not in said:
        said = answer(program(home, "java"), "-version", stderr=subprocess.STDOUT).stdout
    found = re.search(r'(?:^JAVA_VERSION=| version )"([^"]+)"', said, re.M)
    return found[1] if found else "of unknown version"


def major(version):
    """17.0.15 -> 17, 1.8.0_402 -> 8, 21-ea -> 21, none -> 0"""
    number = re.match(r"(?:1\.)?(\d+)", version)
    return int(number[1]) if number else 0


def maven(*arguments, run=call, **how):
    """Runs Maven from PATH, else a fetched one, in the project's root. What it fetches must have its checksum (-C)."""
    mvn = "mvn.cmd" if machine.WINDOWS else "mvn"
    return run(shutil.which(mvn) or fetched_maven() / "bin" / mvn, "-B", "-C", *arguments, cwd=ROOT, **how)


def fetched_maven():
    import fetch_maven  # and with it much that is seldom needed
    return fetch_maven.home()


def sources():
    return fingerprint(ROOT / "pom.xml", ROOT / "lib/pom.xml", ROOT / "lib/src/main")


def sizes():
    """What a build leaves: the sizes tell a file that was cut short."""
    built = [JAR, *sorted(TARGET.glob("dependency/*"))]
    return "".join(f"{file.stat().st_size} {file.name}\n" for file in built if file.is_file())


def stamp():
    return STAMP.read_text() if STAMP.is_file() else ""


def package(*arguments, **how):
    """Runs Maven with these arguments, which must reach the package phase, and remembers what it built."""
    built = sources()
    if stamp().partition("\n")[2] != sizes():  # Maven takes whatever file is there for the one it made
        JAR.unlink(missing_ok=True)
        shutil.rmtree(TARGET / "dependency", ignore_errors=True)
    code = maven(*arguments, **how)
    if code == 0:
        STAMP.write_text(f"{built}\n{sizes()}")
    return code


def jar_is_fresh():
    return JAR.is_file() and stamp() == f"{sources()}\n{sizes()}"


def build_jar():
    once(jar_is_fresh, make_jar)


def make_jar():
    say("building lib/target/recontrast.jar (the first time, Maven fetches its libraries)")
    if package("-q", "package", "-Dmaven.test.skip=true", run=plainly) != 0:
        fail("the build failed: Maven's messages are above")


def plainly(*command, **how):
    """Runs a program and shows what it says: Maven ends with colour codes even when told not to."""
    ended = answer(*command, stderr=subprocess.STDOUT, **how)
    for line in re.sub(r"\x1b\[[0-9;]*m", "", ended.stdout).splitlines():
        if line:
            print(line, file=sys.stderr)
    return ended.returncode
