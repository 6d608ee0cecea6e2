"""Made-up complaints for the demonstration and the tests, always marked."""
