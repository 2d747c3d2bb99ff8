"""Who asks: accounts by session cookie or API token, invited people by private link."""
