"""Business acts of recognition, a module a noun."""
