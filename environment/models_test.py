"""Takes trained models to other programs: exported ones to ONNX Runtime, the arrays of their scores to NumPy."""

import ast
import json
import struct
import zipfile

import numpy
import onnxruntime
import pytest
from commands_test import call, kit  # the latter is a fixture

HOW = {"--size 64": ("A", "C", "Ours"), "--size 64 --variant unified": ("Ours",),
       "--size 64 --backbone resnet18 --weights untrained": ("A", "Ours"), "--size 64x96": ("Ours",)}
MODELS = [(config, how) for how, configs in HOW.items() for config in configs]

PIXELS = numpy.random.default_rng(0).integers(0, 256, (5, 64, 96, 3), dtype=numpy.uint8)
PIXELS[3:, 16:48, 16:48] //= 8


def pixels(how):
    """The pictures that a run is shown: of the size that it resizes to, so that both programs see the same."""
    return PIXELS if "64x96" in how else PIXELS[:, :, :64]


def bitmap(path, rgb):
    """A BMP of (height, width, 3) bytes, each row of a multiple of four."""
    height, width, _ = rgb.shape
    header = struct.pack("<2sIHHIIiiHHIIiiII", b"BM", 54 + rgb.size, 0, 0, 54, 40, width, height, 1, 24, 0, 0, 0, 0, 0, 0)
    path.write_bytes(header + rgb[::-1, :, ::-1].tobytes())


def done(*command, cwd):
    """What a command prints that succeeds."""
    ended = call(*command, cwd=cwd, RECONTRAST_OFFLINE="1", OMP_NUM_THREADS="1")
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def trained(kit, tmp_path_factory):
    """A folder with pictures, and the runs that learned from them: results and id of each, by configuration and options."""
    folder = tmp_path_factory.mktemp("trained")
    runs = {}
    for how, configs in HOW.items():
        results = f"out{how}"
        (folder / f"of {how}/images").mkdir(parents=True)
        for i, rgb in enumerate(pixels(how)):
            bitmap(folder / f"of {how}/images/{i}.bmp", rgb)
        done(kit / "environment/recontrast", "run", "--data", f"of {how}/images", "--config", ",".join(configs),
             "--batch", "2", "--iterations", "2", "--results", results, *how.split(), cwd=folder)
        for file in (folder / results).glob("runs/*/run.json"):
            runs[json.loads(file.read_text())["spec"]["config"]["name"], how] = results, file.parent.name
    return folder, runs


@pytest.fixture(scope="module", params=MODELS, ids=" ".join)
def scored(kit, trained, request):
    """A run, by its configuration, pictures, results and id; the lines of the pictures, and the file of their arrays."""
    folder, runs = trained
    config, how = request.param
    results, run = runs[config, how]
    file = folder / f"{run}.npz"
    lines = done(kit / "environment/recontrast", "score", "--run", run, "--results", results, "--npz", file,
                 f"of {how}/images", cwd=folder)
    return config, pixels(how), folder / results, run, [line.split("\t") for line in lines.splitlines()], file


def test_an_exported_model_gives_the_maps_and_scores_of_its_run(kit, scored, tmp_path):
    """In ONNX Runtime, which shares no code with the engine here."""
    config, shown, results, run, lines, file = scored
    said = done(kit / "environment/recontrast", "export", "--run", run, "--results", results, "model.onnx", cwd=tmp_path)
    assert said.startswith(f"model.onnx: {config} on images, seed 0 as ONNX, opset 17, ")

    session = onnxruntime.InferenceSession(tmp_path / "model.onnx", providers=["CPUExecutionProvider"])
    metadata = session.get_modelmeta().custom_metadata_map
    assert metadata["run"] == run and metadata["resize"] == metadata["crop"] == {64: "64", 96: "64x96"}[shown.shape[2]]
    given = shown.transpose(0, 3, 1, 2).astype(numpy.float32)
    maps, scores = session.run(["anomaly_map", "score"], {"image": given})
    [alone] = session.run(["anomaly_map"], {"image": given[4:]})

    expected = numpy.load(file)["maps"]
    assert numpy.abs(scores - [float(score) for score, _ in lines]).max() < 1e-4
    assert numpy.abs(maps - expected).max() < 1e-4 and numpy.abs(alone - expected[4:]).max() < 1e-4
    assert numpy.ptp(expected) > 0.01


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


def test_the_format_is_as_it_is_described(scored):
    _, shown, *_, lines, path = scored
    arrays = read(path)
    assert list(arrays) == ["maps", "scores", "names"]
    kind, shape, data = arrays["maps"]
    assert (kind, shape, len(data)) == ("<f4", shown.shape[:3], 4 * shown[..., 0].size)
    assert arrays["scores"][:2] == ("<f8", (5,))
    assert [f"{score:.6f}" for score in struct.unpack("<5d", arrays["scores"][2])] == [score for score, _ in lines]
    kind, shape, data = arrays["names"]
    width = 4 * int(kind.removeprefix("<U"))
    assert shape == (5,)
    assert [data[at:at + width].decode("utf-32-le").rstrip("\0") for at in range(0, 5 * width, width)] == [
        name for _, name in lines]


def test_numpy_reads_it(scored):
    _, shown, *_, lines, path = scored
    with numpy.load(path) as arrays:
        assert arrays["maps"].shape == shown.shape[:3] and arrays["maps"].dtype == numpy.float32
        assert arrays["names"].tolist() == [name for _, name in lines]
        assert [f"{score:.6f}" for score in arrays["scores"]] == [score for score, _ in lines]
        assert numpy.isfinite(arrays["maps"]).all()
