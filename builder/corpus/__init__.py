"""What essays say to each other: themes, links with reasons, and versions of one text.

`digest.digest` reads one essay (cache it under `words.ENGINE_VERSION`); `analyse.analyse` sees all digests and no text.
A module is imported by its name: what compares all essays takes a third of a second to load, and is not always needed.
"""
