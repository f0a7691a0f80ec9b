-- Lines that were outdated by a rule on an earlier day, or on the date itself before something changed.
-- key: line_id, rule_id
select
    identification.line_id,
    identification.rule_id,
    arg_min(identification.enterprise_id, identification.identified_on) as enterprise_id,
    min(identification.identified_on) as first_on,
    max(identification.identified_on) as last_on
from facts.identification as identification
where identification.identified_on <= coalesce(getvariable('as_of')::date, current_date)
group by identification.line_id, identification.rule_id
