-- Rules that the reference files ship as in force and about which nobody ever decided.
-- key: rule_id
select rules.rule_id
from reference.rules as rules
anti join facts.rule_status as decisions
    on rules.rule_id = decisions.rule_id
where rules.status = 'in_force'
order by rules.position
