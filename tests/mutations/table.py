"""Every mistake, by what it would break."""

from __future__ import annotations

from tests.mutations.borders import BORDERS
from tests.mutations.records import RECORDS
from tests.mutations.rules import RULES
from tests.mutations.splits import SPLITS

MUTATIONS = (*RULES, *SPLITS, *BORDERS, *RECORDS)
