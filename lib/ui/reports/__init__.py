"""The reports page: what areas stated, the forms to write with, what is frozen."""
