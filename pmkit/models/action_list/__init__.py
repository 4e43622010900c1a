"""What is done to a list of action items as a whole."""
