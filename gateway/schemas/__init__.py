"""What the gateway's own API takes and gives."""
