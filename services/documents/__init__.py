"""The documents service: the plan, what units owe, workflows and rendered papers."""
