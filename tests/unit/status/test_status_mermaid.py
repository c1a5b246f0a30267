"""The status as a Mermaid flowchart."""

from __future__ import annotations

from neptune_global_component.cli.topology.mermaid import mermaid


def test_a_flowchart(observed, expected):
    """Each region is a subgraph, with an arrow from the primary to each secondary."""
    assert mermaid(observed.status) + "\n" == expected("topology.mmd")


def test_trouble(troubled, expected):
    """The switchover is an arrow too; what is unread has dashes."""
    assert mermaid(troubled.status) + "\n" == expected("topology-trouble.mmd")


def test_an_empty_one_is_a_flowchart_too(observed):
    """The flowchart has no members."""
    observed.values["members"] = ()
    assert mermaid(observed.status).splitlines()[-1] == "flowchart LR"


def test_what_has_a_meaning_in_mermaid_is_escaped(observed, arn):
    """Quotes, markup and entities in what AWS says are shown, not obeyed."""
    observed.clusters[arn("us-east-1")]["status"] = 'a"]; <b>#`'
    assert "primary, a#34;#93;#59; #60;b#62;#35;#96;, 1.4.6.0" in mermaid(observed.status)


def test_the_title_is_yaml(observed):
    """A quote in it does not end it."""
    observed.values["status"] = 'a"b'
    assert 'title: "orders-global: a\\"b, neptune' in mermaid(observed.status)
