"""Tables of states and transitions."""
