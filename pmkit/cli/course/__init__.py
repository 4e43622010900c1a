"""`pmkit course`: one module a command."""
