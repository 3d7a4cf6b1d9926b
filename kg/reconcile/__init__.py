"""Questions to the graph that answers, pages and commands share: which figures contradict one another, and why."""
