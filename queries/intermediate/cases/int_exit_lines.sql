-- stored: the ledger
-- Every line that is or was to exit, once: under several cases the one that is furthest (shut, then open, then closed without exit; among
-- shut ones the one that proves most) tells its stage. A line whose cases were all withdrawn is not here.
-- key: line_id
select
    furthest.line_id,
    furthest.case_id,
    furthest.stage,
    furthest.enterprise_id,
    furthest.sector,
    furthest.process,
    furthest.capacity,
    furthest.capacity_unit
from (
    select
        lines.*,
        row_number() over (
            partition by lines.line_id
            order by
                stages.is_shut desc,
                states.is_exit_counted desc,
                case when stages.is_shut then true else stages.is_open end desc,
                stages.position desc,
                lines.case_id desc
        ) as nth
    from intermediate.int_case_lines as lines
    inner join reference.stages as stages
        on lines.stage = stages.stage
    inner join intermediate.int_case_states as states
        on lines.case_id = states.case_id
    where lines.stage != 'withdrawn'
) as furthest
where furthest.nth = 1
