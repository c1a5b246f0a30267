"""Everything that calls AWS. The only package that uses boto3."""
