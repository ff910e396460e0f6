"""Who meets, and what they ask for."""
