"""The commands, one topic a file; each lists its own in `COMMANDS`."""
