"""One Django app for each system of the opinion; every one has the same rooms."""
