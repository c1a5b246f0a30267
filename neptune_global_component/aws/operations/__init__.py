"""Operations on a live global database that pulumi-aws lacks: switchover, failover, upgrade, tags.

``steps`` is pure: it returns the steps, or raises if AWS would reject them. ``run`` reads AWS first and sends only what
is missing, so that a second run completes an interrupted one.
"""
