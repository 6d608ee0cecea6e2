"""What the documents say holds: generated pages, links, and the commands they show."""
