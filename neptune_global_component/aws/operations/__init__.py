"""Operations on a live global database that pulumi-aws has not: switchover, failover, upgrade, tags.

Each has ``steps``, which is pure and says what is to be done or refuses it, and ``run``, which reads first and does
what is still missing: a run that was cut off is finished by the next.
"""
