"""Benchmarks: programs that print what a library costs to build and to read. `python -m tests.bench`."""
