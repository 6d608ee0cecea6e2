"""HJ 212 over TCP: what registered outlets send is made durable and only then acknowledged."""
