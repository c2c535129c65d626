"""Lets `python -m builder` be the command line."""

from builder.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
