-- Let versions end where `relinked` says.
update facts.line
set valid_to = relinked.valid_to
from relinked
where relinked.kind = 'line' and line.rowid = relinked.version_row
