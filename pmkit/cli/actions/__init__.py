"""`pmkit actions`: one module a command."""
