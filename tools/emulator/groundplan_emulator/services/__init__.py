"""One module per AWS service; each has a `patch()` and says which gap of moto it closes."""
