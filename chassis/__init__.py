"""What every service stands on. The chassis never imports a service or the gateway."""
