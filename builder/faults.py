"""What is said when the machine fails: a full disk, a folder that may not be written, a process that was killed."""

from __future__ import annotations

import errno

from builder.model import Problem
from builder.problems import problem

#: What a person can do about it decides how failures are told apart.
_CODES = {
    **dict.fromkeys((errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)), "disk-full"),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), "not-allowed"),
}


def of_system(error: OSError) -> Problem:
    """The one line for what the system refused: the file, the reason, the remedy."""
    place = error.filename2 or error.filename or ""
    name = place.decode("utf-8", "replace") if isinstance(place, bytes) else str(place)
    reason = error.strerror or type(error).__name__
    return problem(_CODES.get(error.errno or 0, "system-refused"), name, reason=reason)
