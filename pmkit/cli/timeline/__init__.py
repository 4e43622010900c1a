"""`pmkit timeline`: one module a command; `import_` is `pmkit timeline import`, for that word is Python's."""
