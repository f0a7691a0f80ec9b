-- Append the objections, or answers to objections, prepared in `incoming_report_objections`.
insert into facts.objection by name
select *
from incoming_report_objections
