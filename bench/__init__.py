"""What performance claims rest on. `make bench` runs everything once and prints one table."""
