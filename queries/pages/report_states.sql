-- States of a statement with name and colour.
-- key: report_state
select
    states.report_state,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then states.name_en else states.name_zh end as state_name,
    states.colour
from reference.report_states as states
order by states.position
