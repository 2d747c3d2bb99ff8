"""How the gateway talks to the services: two transports, one client."""
