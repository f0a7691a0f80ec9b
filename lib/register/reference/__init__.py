"""Reference data: the CSV files of `data/reference`, declared, checked and loaded whole, or refused with sentences."""

from lib.register.reference.book import checked, kept, renewed
from lib.register.reference.columns import Row
from lib.register.reference.csvfile import read_rows
from lib.register.reference.files import TABLES
from lib.register.reference.loading import load

__all__ = ["TABLES", "Row", "checked", "kept", "load", "read_rows", "renewed"]
