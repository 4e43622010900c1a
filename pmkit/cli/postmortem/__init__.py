"""`pmkit postmortem`: one module a command."""
