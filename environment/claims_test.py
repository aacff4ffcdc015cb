"""Holds what notebooks say of their committed run against its outputs: numbers that did not come out may not stand there."""

import html
import re
from decimal import Decimal
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

NOTEBOOKS = sorted((Path(__file__).resolve().parent.parent / "notebooks").glob("*.ipynb"))
CLAIMS = "**In the committed run**", "**In the recorded ladder**"  # how a paragraph of such sentences begins
NUMBER = re.compile(r"(?<![\w.])(?<!\w[-−])(\d+(?:,\d{3})*(?:\.\d+)?(?:e-?\d+)?)(?!\w)")  # no part of a name; unsigned
NO_TEXT = re.compile(r"<(script|style).*?</\1>|<[^>]*>", re.DOTALL)


def numbers(text):
    return [Decimal(number.replace(",", "")) for number in NUMBER.findall(text)]


def shown(notebook):
    """All numbers of the parameters, and of what cells print, show in words and tabulate."""
    texts = []
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", []):
            texts.append(cell.source)
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            texts += [output.get("text", ""), data.get("text/plain", ""),
                      html.unescape(NO_TEXT.sub(" ", data.get("text/html", "")))]
    return {number for text in texts for number in numbers(text)}


def unfounded(notebook):
    """Each number of a claim that no shown one is when rounded to as many digits, in its paragraph."""
    found = shown(notebook)
    claims = [paragraph for cell in notebook.cells if cell.cell_type == "markdown"
              for paragraph in cell.source.split("\n\n") if paragraph.startswith(CLAIMS)]
    return [f"{number} in: {claim}" for claim in claims for number in numbers(claim)
            if not any(abs(one - number) <= Decimal((0, (5,), number.as_tuple().exponent - 1)) for one in found)]


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in NOTEBOOKS])
def test_claims_are_founded(path):
    assert unfounded(nbformat.read(path, as_version=4)) == []


@pytest.mark.parametrize("begins", CLAIMS)
@pytest.mark.parametrize("claim, wrong", [
    ("A ends at 76.1 ± 3.4 %, B at 1,234 steps of 64 px, 2.50 points [1.5, 4.7] below, at 1e-4.", []),
    ("B ends at 77, which is 2.5 % more", []),
    ("A ends at 76.2 and B at 76.15 %.", ["76.2", "76.15"]),
    ("ResNet-18 and Fig. 5b stand for nothing, 18 does, and so does 99.", ["18", "99"]),
])
def test_a_wrong_number_is_found(begins, claim, wrong):
    outputs = [new_output("stream", text="A 76.13+-3.4\n1234 steps, rate 0.0001"),
               new_output("display_data", {"text/html": "<td width=99>76.8</td><script>99</script>&minus;2.5 [-4.7, -1.5]"})]
    cells = [new_code_cell("var size = 64;", metadata={"tags": ["parameters"]}),
             new_code_cell("int other = 99;", outputs=outputs),
             new_markdown_cell(f"99 is no claim.\n\n{begins} {claim}\n\n**Try.** 99")]
    found = unfounded(new_notebook(cells=cells))
    assert [line.split(" in: ")[0] for line in found] == wrong
