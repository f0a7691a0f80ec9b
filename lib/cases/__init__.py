"""Exit cases: the ladder of steps, its clocks, the ledger that records them and the files that prove them."""
