"""Who is asking: roles and the signed internal identity."""
