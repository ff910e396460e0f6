"""Pages of scrutiny at the desk."""
