# What the commands of this folder share: find a JDK and a Python, build the jar, fill .venv, write the kernel spec.
# Every step looks first whether it is done already. Sourced, never run; works with bash 3.2.

# Each would put something else in the place of what is meant here.
unset CDPATH PYTHONPATH PYTHONHOME

ROOT="$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
JAR="$ROOT/lib/target/recontrast.jar"
VENV="$ROOT/.venv"
WORKFLOW_VENV="$ROOT/.venv-workflow"

# A path as the caller means it, for kernels and jobs, which run in folders of their own.
absolute() {
    case "$1" in
        /*) printf '%s' "$1" ;;
        *) printf '%s' "$PWD/$1" ;;
    esac
}

RECONTRAST_RESULTS="$(absolute "${RECONTRAST_RESULTS:-$ROOT/results}")"
export RECONTRAST_RESULTS
[ -z "${RECONTRAST_CACHE:-}" ] || RECONTRAST_CACHE="$(absolute "$RECONTRAST_CACHE")"

# A training step frees and takes the same memory again: glibc is to keep it, not to return it to the system each time
# (a quarter of the run time on two cores).
export MALLOC_MMAP_THRESHOLD_="${MALLOC_MMAP_THRESHOLD_:-4000000000}"
export MALLOC_TRIM_THRESHOLD_="${MALLOC_TRIM_THRESHOLD_:-8000000000}"
export MALLOC_TOP_PAD_="${MALLOC_TOP_PAD_:-268435456}"

# PyTorch's notes to its own developers are nobody's here.
export TORCH_CPP_LOG_LEVEL="${TORCH_CPP_LOG_LEVEL:-ERROR}"

# Java can only spell paths in letters that the locale has.
if [[ "$(locale charmap 2>/dev/null)" != UTF-8 ]] && locale -a 2>/dev/null | grep -ix 'C\.utf-\{0,1\}8' >/dev/null; then
    export LC_ALL=C.UTF-8
fi

fail() {
    echo "recontrast: $*" >&2
    exit 1
}

say() {
    echo "recontrast: $*" >&2
}

# Runs a step while no other set-up of this checkout runs, where the machine has flock.
locked() {
    mkdir -p "$ROOT/target"
    (
        if command -v flock >/dev/null; then flock 9; fi
        "$@" 9>&-
    ) 9>"$ROOT/target/setup.lock"
}

# A fingerprint of the names and contents of files.
fingerprint() {
    find "$@" -type f -exec cksum {} + | LC_ALL=C sort | cksum
}

# --- Java ---

# Sets JAVA_HOME and JAVA, to JAVA_HOME's JDK if that is set, else to PATH's; and JAVA_OPTS, for every JVM.
find_jdk() {
    local home="${JAVA_HOME:-}" version="" install="install JDK 17 or newer and set JAVA_HOME or PATH to it"
    if [ -z "$home" ]; then
        command -v java >/dev/null || fail "found no Java (JAVA_HOME is not set, no java on PATH): $install"
        home="$(readlink -f "$(command -v java)" 2>/dev/null || command -v java)"
        home="${home%/bin/java}"
        # A launcher script, not the JDK's own java: that knows.
        [ -f "$home/release" ] || home="$(java -XshowSettings:properties -version 2>&1 |
            sed -n 's/^ *java\.home = //p')"
    fi
    [ -n "$home" ] && [ -x "$home/bin/java" ] || fail "found no Java in ${home:-the java on PATH}: $install"
    [ ! -f "$home/release" ] || version="$(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$home/release")"
    [ -n "$version" ] || version="$("$home/bin/java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p')"
    [ "$(major "$version")" -ge 17 ] || fail "found Java ${version:-of unknown version} in $home: $install"
    [ -x "$home/bin/javac" ] || fail "found Java $version in $home without javac, a runtime only: $install"
    JAVA_HOME="$(absolute "$home")"
    JAVA="$JAVA_HOME/bin/java"
    export JAVA_HOME
    # The work is in the tensors: the plain collector takes 150 MB less beside them than Java's usual one.
    read -r -d '' -a JAVA_OPTS <<<"${RECONTRAST_JAVA_OPTS:--Xmx1500m -XX:+UseSerialGC} -Djava.awt.headless=true" || true
    JAVA_OPTS+=(-Dorg.slf4j.simpleLogger.defaultLogLevel=warn)
}

# 17.0.15 -> 17, 1.8.0_402 -> 8, 21-ea -> 21, nothing -> 0
major() {
    local number="${1#1.}"
    number="${number%%[!0-9]*}"
    echo "${number:-0}"
}

# Maven from PATH, else the wrapper; always in the project's root. What it fetches must have the published checksum (-C).
maven() {
    if command -v mvn >/dev/null; then
        (cd "$ROOT" && mvn -B -C "$@")
        return
    fi
    local home="$ROOT/environment"
    if ! command -v unzip >/dev/null; then
        home="$ROOT/target/maven-wrapper"
        mkdir -p "$home/.mvn/wrapper"
        cp "$ROOT/environment/mvnw" "$home/mvnw"
        sed -e '/^distributionSha256Sum=/d' -e 's/^tarSha256Sum=/distributionSha256Sum=/' \
            "$ROOT/environment/.mvn/wrapper/maven-wrapper.properties" >"$home/.mvn/wrapper/maven-wrapper.properties"
    fi
    (cd "$ROOT" && sh "$home/mvnw" -B -C "$@")
}

sources() {
    (cd "$ROOT" && fingerprint pom.xml lib/pom.xml lib/src/main)
}

# What a build leaves: the sizes tell a file that was cut short.
sizes() {
    (cd "$ROOT/lib/target" && wc -c recontrast.jar dependency/*) 2>/dev/null
}

jar_is_fresh() {
    [ "$(cat "$ROOT/lib/target/sources.stamp" 2>/dev/null)" = "$(sources; sizes)" ]
}

# Runs Maven with these arguments, which must reach the package phase, and remembers what it built.
package() {
    local built
    built="$(sources)"
    # Maven takes whatever file is there for the one it made.
    [ "$(tail -n +2 "$ROOT/lib/target/sources.stamp" 2>/dev/null)" = "$(sizes)" ] ||
        rm -rf "$JAR" "$ROOT/lib/target/dependency"
    maven "$@" || return
    { echo "$built"; sizes; } >"$ROOT/lib/target/sources.stamp"
}

package_if_stale() {
    jar_is_fresh && return
    say "building lib/target/recontrast.jar (the first time, Maven fetches its libraries)"
    # Maven ends with colour codes even when told not to.
    (set -o pipefail; package -q package -DskipTests 2>&1 | sed -e $'s/\033\\[[0-9;]*m//g' -e '/^$/d' >&2) || fail "the build failed: Maven's messages are above"
}

build_jar() {
    jar_is_fresh || locked package_if_stale
}

# --- Python ---

# Sets PYTHON to the first Python 3.10 or newer; find_python N: 3.N or newer.
find_python() {
    local least="${1:-10}" name version found="no Python"
    for name in ${PYTHON:-python3 python3.13 python3.12 python3.11 python3.10 python}; do
        version="$("$name" -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])' 2>/dev/null)" || continue
        found="Python $version ($name)"
        "$name" -c 'import sys; sys.exit(sys.version_info < (3, '"$least"'))' || continue
        PYTHON="$name"
        if "$name" -c 'import ensurepip, venv' 2>/dev/null; then return; fi
        found="$found without its venv module"
    done
    fail "found $found: install Python 3.$least or newer with its venv module (on Debian and Ubuntu, python3-venv)"
}

venv_is_fresh() {
    [ -x "$VENV/bin/python" ] &&
        [ "$(cat "$VENV/requirements.stamp" 2>/dev/null)" = "$(cksum <"$ROOT/environment/requirements.txt")" ]
}

fill_venv() {
    venv_is_fresh && return
    say "installing JupyterLab, papermill and the Java kernel into .venv (about 250 MB)"
    "$PYTHON" -I -m venv --clear "$VENV" || fail "$PYTHON could not make .venv: its message is above"
    pip_install requirements.txt || fail "pip could not install environment/requirements.txt: its messages are above"
    cksum <"$ROOT/environment/requirements.txt" >"$VENV/requirements.stamp"
}

pip_install() {
    "$VENV/bin/python" -I -m pip install --quiet --disable-pip-version-check --require-hashes \
        -r "$ROOT/environment/$1"
}

build_venv() {
    venv_is_fresh && return
    find_python
    locked fill_venv
}

# What the tests in a browser need; fails where pip cannot install it.
build_test_venv() {
    [ "$(cat "$VENV/test.stamp" 2>/dev/null)" = "$(cksum <"$ROOT/environment/requirements-test.txt")" ] ||
        locked fill_test_venv
}

fill_test_venv() {
    say "installing pytest, Playwright and ONNX Runtime into .venv (about 95 MB)"
    pip_install requirements-test.txt || return
    cksum <"$ROOT/environment/requirements-test.txt" >"$VENV/test.stamp"
}

# Snakemake, which the notebooks do without and which asks for a newer Python.
workflow_venv_is_fresh() {
    [ "$(cat "$WORKFLOW_VENV/requirements.stamp" 2>/dev/null)" = \
        "$(cksum <"$ROOT/environment/requirements-workflow.txt")" ]
}

fill_workflow_venv() {
    workflow_venv_is_fresh && return
    say "installing Snakemake into .venv-workflow (about 360 MB)"
    "$PYTHON" -I -m venv --clear "$WORKFLOW_VENV" || fail "$PYTHON could not make .venv-workflow: its message is above"
    VENV="$WORKFLOW_VENV" pip_install requirements-workflow.txt ||
        fail "pip could not install environment/requirements-workflow.txt: its messages are above"
    cksum <"$ROOT/environment/requirements-workflow.txt" >"$WORKFLOW_VENV/requirements.stamp"
}

build_workflow_venv() {
    workflow_venv_is_fresh && return
    find_python 11
    locked fill_workflow_venv
}

# --- GPU ---

TORCH=2.7.1

gpu_wanted() {
    [ "${RECONTRAST_DEVICE:-}" != cpu ] && [ -z "${PYTORCH_LIBRARY_PATH:-}" ] && [ "$(uname -sm)" = "Linux x86_64" ] &&
        command -v nvidia-smi >/dev/null && nvidia-smi -L >/dev/null 2>&1
}

cuda_is_there() {
    [ "$(cat "$VENV/gpu.stamp" 2>/dev/null)" = "$(cksum <"$ROOT/environment/requirements-gpu.txt")" ]
}

fill_cuda() {
    cuda_is_there && return
    say "a GPU answers: installing the CUDA libraries of PyTorch $TORCH into .venv (about 3 GB to fetch);" \
        "RECONTRAST_DEVICE=cpu prevents it"
    pip_install requirements-gpu.txt ||
        fail "pip could not install environment/requirements-gpu.txt (its messages are above):" \
            "use Python 3.10 to 3.13, or set RECONTRAST_DEVICE=cpu to run on the CPU"
    cksum <"$ROOT/environment/requirements-gpu.txt" >"$VENV/gpu.stamp"
}

# Points DJL to PyTorch's CUDA libraries where a GPU answers; needs the virtual environment.
use_gpu() {
    gpu_wanted || return 0
    build_venv
    cuda_is_there || locked fill_cuda
    PYTORCH_LIBRARY_PATH="$(echo "$VENV"/lib/python3*/site-packages/torch/lib)"
    export PYTORCH_LIBRARY_PATH PYTORCH_VERSION=$TORCH PYTORCH_FLAVOR=cu128
    # DJL counts GPUs by libcudart, which it finds by itself only where a CUDA toolkit is installed.
    CUDART="$(echo "$VENV"/lib/python3*/site-packages/nvidia/cuda_runtime/lib)"
    JAVA_OPTS+=(-Djna.library.path="$CUDART")
    JAVA_OPTS+=(-Dai.djl.pytorch.cudnn_benchmark=true) # sizes never change in a run: let cuDNN try its algorithms once
}

# --- Kernel ---

# write_kernel PREFIX: the kernel spec "ReContrast (Java)" beside the JJava that pip put under PREFIX.
write_kernel() {
    PYTORCH_VERSION="${PYTORCH_VERSION:-$TORCH}" PYTORCH_FLAVOR="${PYTORCH_FLAVOR:-cu128}" \
        "$1/bin/python" -I "$ROOT/environment/kernelspec.py" "$1" "$JAVA" "${JAVA_OPTS[@]}"
}

# All that notebooks need.
set_up_notebooks() {
    [ "$ROOT" = "${ROOT//:/}" ] || fail "expected a path without a colon, which ends a path for the kernel;" \
        "found $ROOT: move the checkout"
    find_jdk
    build_jar
    build_venv
    use_gpu
    write_kernel "$VENV"
}
