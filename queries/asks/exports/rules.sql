-- Rules that judge on the date, with the words every export names them by.
-- key: rule_id
select
    rules.rule_id,
    rules.rule_title as title,
    rules.document,
    rules.clause
from marts.rule_catches as rules
where rules.is_judging
order by rules.position
