"""What a person types about scrutiny."""
