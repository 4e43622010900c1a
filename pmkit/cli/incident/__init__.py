"""`pmkit incident`: one module a command."""
