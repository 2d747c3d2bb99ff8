"""Registration: invitations, delegates, passes, check-ins."""
