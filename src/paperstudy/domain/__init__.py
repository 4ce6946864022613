"""The words of the field: types, identifiers, events, errors; standard library only."""
