"""Made-up classes, firms, laboratories and samples; nothing here happened, nobody here exists."""
