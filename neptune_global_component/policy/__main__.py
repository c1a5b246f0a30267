"""Entry point of the policy pack: ``pulumi preview --policy-pack FOLDER``, with this folder."""

from __future__ import annotations

from pulumi_policy import PolicyPack

from neptune_global_component.policy.policies import policies

PolicyPack(name="neptune-global", policies=policies())
