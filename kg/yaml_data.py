"""Reads the YAML of kg/lexicon: the C parser where PyYAML was built with it, ten times faster."""

from __future__ import annotations

from typing import IO, Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_yaml(text: str | IO[str]) -> Any:
    """The decoded document; raises yaml.YAMLError where it is none."""
    return yaml.load(text, Loader=_LOADER)
