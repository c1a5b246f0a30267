"""The global database as AWS has it now, as text, JSON, Mermaid or SVG."""
