"""Writes the kernel spec "ReContrast (Java)" beside the JJava under a prefix: PREFIX JAVA [OPTION of Java]..."""

import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
GPU = "PYTORCH_LIBRARY_PATH", "PYTORCH_VERSION", "PYTORCH_FLAVOR"


def kernel(jjava, java, options):
    jar = str(ROOT / "lib/target/recontrast.jar")
    environment = {"JJAVA_CLASSPATH": jar, "IJAVA_CLASSPATH": jar}
    if os.environ.get("PYTORCH_LIBRARY_PATH"):
        environment |= {name: os.environ[name] for name in GPU}
    return {
        "argv": [java, *options, f"-Djava.util.logging.config.file={ROOT}/environment/logging.properties",
                 f"-Drecontrast.results={ROOT}/results",
                 "--add-opens", "jdk.jshell/jdk.jshell=ALL-UNNAMED", "-jar", str(jjava), "{connection_file}"],
        "display_name": "ReContrast (Java)",
        "language": "java",
        "interrupt_mode": "message",
        "env": {name: value.replace("$", "$$") for name, value in environment.items()},  # Jupyter fills in $variables
    }


def write(text, file):
    """Unless it is there already: the folder may be another user's."""
    if file.is_file() and file.read_text() == text:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_name(f"{file.name}.{os.getpid()}")
    partial.write_text(text)
    partial.replace(file)


def main(prefix, java, *options):
    kernels = Path(prefix, "share/jupyter/kernels")
    file = kernels / "recontrast-java/kernel.json"
    try:
        write(json.dumps(kernel(kernels / "java/jjava.jar", java, options), indent=2), file)
    except OSError as error:
        sys.exit(f"recontrast: expected to write {file}, whose kernel was set up with other options or another Java;"
                 f" found: {error.strerror}: use those (RECONTRAST_JAVA_OPTS, RECONTRAST_DEVICE, JAVA_HOME), or a"
                 " checkout of your own")


main(*sys.argv[1:])
