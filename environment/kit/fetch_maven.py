"""Maven for machines that have none: fetched once for each user, as Maven's own wrapper does, and by its settings."""

import hashlib
import http.client
import io
import os
import tempfile
import urllib.request
import zipfile
from pathlib import Path

from machine import fail

NAME = "apache-maven-3.9.11"
PATH = f"org/apache/maven/apache-maven/3.9.11/{NAME}-bin.zip"
SHA256 = "0d7125e8c91097b36edb990ea5934e6c68b4440eef4ea96510a0f6815e7eeadb"
INSTEAD = "install Maven, or set MVNW_REPOURL to a mirror of Maven's repository"


def home():
    """The folder of the pinned Maven."""
    folder = Path(os.environ.get("MAVEN_USER_HOME") or Path.home() / ".m2", "wrapper/dists", NAME, SHA256[:8])
    if not folder.is_dir():
        unpack(fetch(f"{os.environ.get('MVNW_REPOURL') or 'https://repo.maven.apache.org/maven2'}/{PATH}"), folder)
    return folder


def fetch(url):
    """The archive, through the proxy that the system or the environment names."""
    passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
    if os.environ.get("MVNW_USERNAME") and os.environ.get("MVNW_PASSWORD"):
        passwords.add_password(None, url, os.environ["MVNW_USERNAME"], os.environ["MVNW_PASSWORD"])
    try:
        with urllib.request.build_opener(urllib.request.HTTPBasicAuthHandler(passwords)).open(url) as answer:
            archive = answer.read()
    except (OSError, http.client.HTTPException) as error:
        fail(f"expected Maven on PATH or at {url}; found {error}: {INSTEAD}")
    found = hashlib.sha256(archive).hexdigest()
    if found != SHA256:
        fail(f"expected the SHA-256 {SHA256} of {url}; found {found}: {INSTEAD}")
    return archive


def unpack(archive, folder):
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as partial:
        zipfile.ZipFile(io.BytesIO(archive)).extractall(partial)
        Path(partial, NAME, "bin/mvn").chmod(0o755)  # zipfile forgets it
        try:
            Path(partial, NAME).rename(folder)
        except OSError:
            if not folder.is_dir():  # another set-up was first
                raise
