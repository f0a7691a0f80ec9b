-- Append the frozen report prepared in `incoming_report_freezes`.
insert into facts.report_freeze by name
select *
from incoming_report_freezes
