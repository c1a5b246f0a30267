"""The list of all global databases of an account: model and formats."""
