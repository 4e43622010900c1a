"""What is no test of this folder."""

collect_ignore = ["toy_topic"]  # files for a copy of the package
