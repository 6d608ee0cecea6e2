"""Made-up clues, recalls, consignees and drills for the demonstration, always marked."""
