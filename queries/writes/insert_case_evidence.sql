-- Append the files prepared in `incoming_evidence`; their contents are stored already.
insert into facts.evidence by name
select *
from incoming_evidence
