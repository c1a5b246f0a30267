"""Write a Pulumi program for a database that exists."""
