"""The WebSocket of named queries: a process of its own, for it holds connections open."""
