"""What the tests stand on: throwaway services, database templates, a real worker, a browser."""
