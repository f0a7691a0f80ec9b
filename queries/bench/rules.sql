-- Rules that judge as of the date.
-- key: rule_id
select rules.rule_id, rules.sectors, rules.scope, rules.trigger, rules.verdict_when_met
from staging.stg_rules as rules
where rules.is_judging
