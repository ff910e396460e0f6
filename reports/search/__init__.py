"""Search over what is published: one interface, and an engine for each database."""
