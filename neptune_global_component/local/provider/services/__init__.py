"""The types of the services around Neptune, such as networks and keys, as data."""
