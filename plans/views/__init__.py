"""The pages of the plan at the desk."""
