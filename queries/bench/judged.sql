-- The judgement as a table: what a snapshot computes once, measured alone.
-- key: subject_kind, subject_id, rule_id
create or replace temp table judged as
select *
from intermediate.int_verdicts
