"""What runs beside a request: outbox, audit log, heartbeats; knows no other app."""
