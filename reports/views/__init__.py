"""The pages of reports at the desk, and the page that verifies."""
