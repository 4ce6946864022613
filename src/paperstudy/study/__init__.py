"""The operations both doors call."""
