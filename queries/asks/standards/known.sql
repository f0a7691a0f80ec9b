-- The rule of this id with the status it has, if there is one.
-- key: rule_id
select rules.rule_id, rules.status
from marts.rule_catches as rules
where rules.rule_id = $rule
