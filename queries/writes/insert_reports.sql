-- Append the statements, or withdrawals of statements, prepared in `incoming_reports`.
insert into facts.report by name
select *
from incoming_reports
