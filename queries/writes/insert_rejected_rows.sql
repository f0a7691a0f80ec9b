-- Keep every refused row with its reasons.
insert into facts.rejected_row by name
select rejected.*, $batch_id as batch_id
from incoming_rejected_rows as rejected
