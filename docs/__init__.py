"""Writers of the documents that follow from code, data or a run: ``python -m docs.refresh`` brings all of them up to date."""
