"""Views of the site: thin; they read prepared figures or rows through Policy."""
