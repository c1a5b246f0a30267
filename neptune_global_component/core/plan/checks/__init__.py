"""Checks of a plan: each returns findings, which fail the preview before anything is written."""
