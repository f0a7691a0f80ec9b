-- Rules that judge on the date with their clause and how many subjects they catch.
-- key: rule_id
select
    rules.rule_id,
    rules.rule_title,
    rules.dimension_name,
    rules.document,
    rules.clause,
    rules.clause_text,
    rules.lead_department,
    rules.outdated,
    rules.replace_owed,
    rules.review,
    rules.not_assessable
from marts.rule_catches as rules
where rules.is_judging
order by rules.position
