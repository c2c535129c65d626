"""One file a command: its arguments, what it calls, its exit status; the work is done elsewhere."""
