"""What a stranger, a colleague from elsewhere and a hostile file must not get."""
