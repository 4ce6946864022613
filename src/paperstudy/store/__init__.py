"""The database; the only room that touches SQLite or PostgreSQL."""
