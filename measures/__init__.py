"""What is counted: measures, targets, observations, commentary."""
