"""Pages of measures at the desk."""
