"""What the gateway keeps: accounts, API tokens, stations, the audit trail."""
