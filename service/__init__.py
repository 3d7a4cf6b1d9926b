"""Opens a data folder and offers its jobs to the command line and the page."""
