-- Append the findings, or withdrawals of findings, prepared in `incoming_findings`.
insert into facts.finding by name
select *
from incoming_findings
