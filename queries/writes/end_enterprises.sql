-- Let versions end where `relinked` says.
update facts.enterprise
set valid_to = relinked.valid_to
from relinked
where relinked.kind = 'enterprise' and enterprise.rowid = relinked.version_row
