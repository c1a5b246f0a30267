"""The operations of the Neptune API that the overlay implements, by subject. Each checks the rules, then acts."""
