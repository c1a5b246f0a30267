"""The local AWS: moto with Neptune's global databases, on a loopback port, for tests and trials."""
