"""The three services. They share the chassis and its contracts, and nothing else of each other."""
