"""The policy pack: what of the guard's rules a program can rule out for good, checked in every preview and update."""
