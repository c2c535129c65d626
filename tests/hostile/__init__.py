"""A library written by somebody who means harm: `python -m tests.hostile FOLDER [--huge]` writes it."""
