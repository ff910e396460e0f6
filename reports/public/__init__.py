"""The public face: publications as they were signed off, and nothing else.

It imports no plan, measure, meeting or edition, so it cannot show one.
"""
