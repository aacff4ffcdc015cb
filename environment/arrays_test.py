"""Reads the arrays that the command score writes as Python does."""

import ast
import importlib.util
import os
import struct
import subprocess
import zipfile
import zlib
from pathlib import Path

import pytest

COMMAND = Path(__file__).resolve().parent / "recontrast"
SIDE = 64


def png(path, shade):
    """A grey picture."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes((shade + x * y) % 256 for x in range(SIDE)) for y in range(SIDE))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", SIDE, SIDE, 8, 0, 0, 0, 0))
                     + chunk(b"IDAT", zlib.compress(b"".join(rows))) + chunk(b"IEND", b""))


def read(path):
    """Type, shape and bytes of each array: version 1.0 of the format, without NumPy."""
    arrays = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            assert data[:8] == b"\x93NUMPY\x01\x00"
            end = 10 + struct.unpack("<H", data[8:10])[0]
            assert end % 64 == 0
            header = ast.literal_eval(data[10:end].decode())
            assert header["fortran_order"] is False
            arrays[name.removesuffix(".npy")] = header["descr"], header["shape"], data[end:]
    return arrays


def recontrast(*arguments):
    done = subprocess.run([COMMAND, *arguments], env=os.environ | {"RECONTRAST_DEVICE": "cpu"}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def scored(tmp_path_factory):
    """The lines of three images, and the file of their arrays."""
    folder = tmp_path_factory.mktemp("arrays")
    for image in range(3):
        png(folder / f"parts/train/good/{image}.png", 40 * image)
    results = "--results", folder / "results"
    recontrast("run", "--data", folder / "parts", "--config", "A", "--size", str(SIDE), "--batch", "2", "--iterations", "1",
               *results)
    run = next((folder / "results").glob("**/run.json")).parent.name
    lines = recontrast("score", "--run", run, "--npz", folder / "scored.npz", folder / "parts/train/good", *results)
    return [line.split("\t") for line in lines.splitlines()], folder / "scored.npz"


def test_the_format_is_as_it_is_described(scored):
    lines, path = scored
    arrays = read(path)
    assert list(arrays) == ["maps", "scores", "names"]
    kind, shape, data = arrays["maps"]
    assert (kind, shape, len(data)) == ("<f4", (3, SIDE, SIDE), 4 * 3 * SIDE * SIDE)
    assert arrays["scores"][:2] == ("<f8", (3,))
    assert [f"{score:.6f}" for score in struct.unpack("<3d", arrays["scores"][2])] == [score for score, _ in lines]
    kind, shape, data = arrays["names"]
    width = 4 * int(kind.removeprefix("<U"))
    assert shape == (3,)
    assert [data[at:at + width].decode("utf-32-le").rstrip("\0") for at in range(0, 3 * width, width)] == [
        name for _, name in lines]


@pytest.mark.skipif(importlib.util.find_spec("numpy") is None, reason="NumPy is not installed")
def test_numpy_reads_it(scored):
    numpy = importlib.import_module("numpy")
    lines, path = scored
    with numpy.load(path) as arrays:
        assert arrays["maps"].shape == (3, SIDE, SIDE) and arrays["maps"].dtype == numpy.float32
        assert arrays["names"].tolist() == [name for _, name in lines]
        assert [f"{score:.6f}" for score in arrays["scores"]] == [score for score, _ in lines]
        assert numpy.isfinite(arrays["maps"]).all()
