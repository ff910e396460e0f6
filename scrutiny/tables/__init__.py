"""Tables of scrutiny."""
