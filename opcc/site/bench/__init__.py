"""Benchmarks: ours against a floor, in one run, on a database of their own."""
