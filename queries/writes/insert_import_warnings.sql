-- Keep every doubt about an accepted row.
insert into facts.import_warning by name
select warnings.*, $batch_id as batch_id
from incoming_import_warnings as warnings
