"""Names and titles to candidates and decisions; pure."""
