"""What protects pages: security headers, CSRF tokens, the audit trail."""
