"""What a report says and how it moves, without Django."""
