-- Judging rules spread over the sectors they speak of; a rule for `*` speaks of every sector.
-- key: rule_id, sector
select
    rules.rule_id,
    rules.scope,
    rules.trigger,
    sectors.sector
from staging.stg_rules as rules
inner join reference.sectors as sectors
    on rules.sectors = '*' or list_contains(string_split(rules.sectors, ';'), sectors.sector)
where rules.is_judging
