"""The local AWS: moto extended with Neptune global databases, served on a loopback port for tests and trials."""
