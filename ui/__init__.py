"""The web page: pages and components, widgets only."""

from pathlib import Path

UI = Path(__file__).parent
