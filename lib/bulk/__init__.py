"""Case steps by the workbook: read as a delivery is, applied as if each were recorded alone, written all at once."""
