"""Made-up observations, signals, warnings and incidents for the demonstration, always marked."""
