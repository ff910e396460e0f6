"""What is said: editions, frozen documents, publications."""
