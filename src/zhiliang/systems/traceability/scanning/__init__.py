"""One scan of a consumer: the code is read, its story told, its links listed."""
