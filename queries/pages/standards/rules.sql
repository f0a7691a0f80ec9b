-- Rules with their source and what they catch, those in force first; of a sector or a status when asked.
-- key: rule_id
select rules.*
from marts.rule_catches as rules
where
    ($sector = '' or rules.sectors = '*' or list_contains(string_split(rules.sectors, ';'), $sector))
    and ($status = '' or rules.status = $status)
    and ($dimension = '' or rules.dimension = $dimension)
    and ($rule = '' or rules.rule_id = $rule)
order by list_position(['in_force', 'candidate', 'withdrawn'], rules.status), rules.position
