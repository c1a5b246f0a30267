"""The policy pack: check in every preview and update that a program prevents dangerous changes."""
