"""How the tables of the notification service came to be."""
