-- Let versions end where `relinked` says.
update facts.measurement
set valid_to = relinked.valid_to
from relinked
where relinked.kind = 'measurement' and measurement.rowid = relinked.version_row
