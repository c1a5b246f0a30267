"""The operations of the Neptune API that the overlay answers, by subject: each checks the rules, then acts."""
