"""Django's own commands where the log's triggers stand in their way."""
