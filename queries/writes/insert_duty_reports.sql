-- Append the duties done, or withdrawals of such rows, prepared in `incoming_duty_reports`.
insert into facts.duty_report by name
select *
from incoming_duty_reports
