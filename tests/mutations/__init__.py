"""Mistakes that somebody could make in the program, each with the tests that must notice it."""
