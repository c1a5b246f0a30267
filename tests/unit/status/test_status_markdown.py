"""The status as Markdown."""

from __future__ import annotations

from neptune_global_component.cli.topology.markdown import markdown


def test_a_table_of_regions_and_warnings(observed, expected):
    """One row for each region, and the warnings below."""
    assert markdown(observed.status) + "\n" == expected("status.md")


def test_an_empty_global_cluster_has_no_table(observed):
    """Only the header and a warning are written."""
    observed.values["members"] = ()
    assert "|" not in markdown(observed.status)
    assert "- **Warning:** orders-global is empty" in markdown(observed.status)


def test_special_characters_are_escaped(observed, arn):
    """A pipe, HTML and Markdown in an answer of AWS do not change the table."""
    observed.clusters[arn("us-east-1")]["status"] = "a|b<i>*_`"
    assert "| a&#124;b&#60;i>&#42;&#95;&#96; |" in markdown(observed.status)
