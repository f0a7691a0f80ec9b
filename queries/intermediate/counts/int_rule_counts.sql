-- stored: the standards page
-- How many subjects each judging rule gave each verdict.
-- key: rule_id, subject_kind, verdict
select
    verdicts.rule_id,
    verdicts.subject_kind,
    verdicts.verdict,
    count(*) as subject_count
from intermediate.int_verdicts as verdicts
group by all
