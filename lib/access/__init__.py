"""Who may come in and what they may do: accounts, passwords, sessions, roles, and the gate in front of everything."""
