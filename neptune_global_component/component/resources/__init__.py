"""The resources that a component is made of, each in a file of its own: its name, inputs and options."""
