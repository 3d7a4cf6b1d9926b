"""The web page: pages and components, widgets only."""
