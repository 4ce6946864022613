"""The terminal app: screens over the operations of `study`; nothing here has logic of its own."""
