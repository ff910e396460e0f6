"""The pages that join the apps: office home, My work, settings, help."""
