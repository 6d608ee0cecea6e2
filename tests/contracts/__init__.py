"""What the project promises to a stranger, checked from outside: words typed, exit code, output.

Nothing here looks into the program. Every command runs in a process of its own (`terminal`), over
one prepared data folder that tests read; a test that writes takes a copy.
"""
