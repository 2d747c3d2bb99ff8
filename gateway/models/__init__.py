"""What the gateway keeps: accounts, API tokens, the audit trail."""
