"""Words by which complaints are classified, kinds of complaints, thresholds; all configuration."""
