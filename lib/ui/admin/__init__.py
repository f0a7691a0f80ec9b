"""The administrator's page: who may come in, who is in, how the server keeps, what was written."""
