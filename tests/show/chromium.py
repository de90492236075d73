"""Debian's Chromium, for the tests that look at pages."""

import shutil

import pytest

PATH = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MARKS = [
    pytest.mark.browser,
    pytest.mark.skipif(PATH is None, reason="Chromium is not installed (make browser installs it on Debian)"),
]
"""Marks of a module that needs it."""
