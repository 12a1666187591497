"""What people see and do in a browser, on real servers: PostgreSQL, Redis, gunicorn, a worker."""
