"""The site: settings, routes, the public portal and the API. Reads, and calls actions."""
