-- Decisions about rules: they are of no area.
-- key: rule_id, recorded_at
select decisions.*
from facts.rule_status as decisions
