"""The types of services related to Neptune, such as networks and keys, as data."""
