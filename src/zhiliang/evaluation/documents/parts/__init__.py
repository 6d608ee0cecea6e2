"""The parts of the reports: each turns an edition into blocks of a book."""
