"""The walls of the house as tests: rooms, imports, writes, routes, size, worked examples."""
