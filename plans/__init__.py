"""What was promised: plans, priorities, objectives, commitments."""
