"""When each periodic task last did its work."""

from django.db import models


class Tick(models.Model):
    """`claimed_at` keeps two ticking processes off each other; a stale claim is taken over."""

    name = models.CharField(max_length=120, primary_key=True)
    last_run_at = models.DateTimeField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
