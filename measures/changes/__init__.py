"""The verbs that change measures: definitions, targets, values, commentary."""
