"""The policy pack: the guard's rules that check a program, without the state, in every preview and update."""
