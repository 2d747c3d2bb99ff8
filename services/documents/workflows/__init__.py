"""Tables of states and transitions, pure."""
