"""What environment/run is told; read before set-up, so that help needs none."""

import argparse


def parsed(arguments):
    parser = argparse.ArgumentParser(prog="run", description=(
        'Runs a notebook headless under the kernel "ReContrast (Java)"; leaves it as .ipynb and .html, and if asked as'
        " slides."))
    parser.add_argument("notebook", nargs="?", default="07", help="path, file name, or its start: 07")
    parser.add_argument("-p", nargs=2, action="append", default=[], metavar=("NAME", "VALUE"), help="a parameter")
    parser.add_argument("--smoke", type=argparse.FileType(), help="JSON values for parameters, where declared")
    parser.add_argument("--slides", action="store_true", help="write slides too, beside the page")
    parser.add_argument("--as-it-is", action="store_true", help="run nothing: the page of the outputs that it has")
    return parser.parse_args(arguments)
