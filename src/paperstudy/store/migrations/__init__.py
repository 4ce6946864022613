"""How an old library's schema becomes the newest; imported only when one is behind."""
