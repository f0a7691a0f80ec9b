"""The ledger page: exit cases, what is due, and recording on them."""
