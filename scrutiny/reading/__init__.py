"""What is gathered from rows to be thought about: coverage, suggestions, quarters."""
