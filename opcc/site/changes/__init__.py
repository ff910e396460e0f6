"""Verbs that reach across the apps."""
