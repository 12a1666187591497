"""What the worker last said of itself."""

from django.db import models


class Heartbeat(models.Model):
    """The last report of one part that a web process cannot look at itself."""

    name = models.CharField(max_length=100, primary_key=True)
    at = models.DateTimeField()
    problem = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.name} at {self.at:%Y-%m-%d %H:%M:%S}"
