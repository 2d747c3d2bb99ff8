"""What an operator sees: structured logs, traces, metrics."""
