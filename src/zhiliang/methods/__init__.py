"""Published standards as pure functions: no Django, no files, no clock, no global state."""
