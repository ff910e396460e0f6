"""Everything that changes editions and publications, each with its audit line."""
