"""Pages and components: widgets only, no logic."""
