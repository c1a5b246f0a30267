"""The component's children, one file each: name, inputs and options."""
