"""Lets `python -m builder` be the command line."""

import gc

from builder.cli import main

if __name__ == "__main__":
    status = main()
    # What is left ends with the process. Python would first look through all of it for objects that hold each other,
    # and take these apart: a tenth of what a small edit costs.
    gc.freeze()
    raise SystemExit(status)
