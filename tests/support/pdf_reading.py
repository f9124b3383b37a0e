"""Readers of our PDF that are not ours: poppler's pdftotext, and the tree of tags by pypdf."""

from __future__ import annotations

import re
import subprocess

from tests.support.machine_programs import need


def as_text(content: bytes, how: str = "-layout") -> str:
    """Give the words of a PDF, line by line; a form feed ends each page."""
    command = [need("pdftotext", "poppler-utils"), how, "-enc", "UTF-8", "-", "-"]
    return subprocess.run(command, input=content, capture_output=True, check=True, timeout=120).stdout.decode()


def per_page(content: bytes) -> list[str]:
    """Give the words of each page."""
    return as_text(content).split("\f")[:-1]


def bare(words: str) -> str:
    """Leave out what only divides words and lines."""
    return re.sub(r"[\s\u200b\u2060]", "", words)


def elements(node, found: list) -> list:
    """Give all nodes of a tree of tags, in their order."""
    node = node.get_object()
    if isinstance(node, list):
        for each in node:
            elements(each, found)
    elif isinstance(node, dict):
        if "/S" in node:
            found.append(node)
        if "/K" in node and not isinstance(node["/K"], int):
            elements(node["/K"], found)
    return found
