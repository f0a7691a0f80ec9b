-- Lines that were found running again after they were shut, and the last day of that, whichever case it was recorded in.
-- key: line_id
select relapsed.line_id, max(relapsed.happened_on) as relapsed_on
from (
    select unnest(exit_case.line_ids) as line_id, steps.happened_on
    from intermediate.int_unreversed_steps as steps
    inner join facts.exit_case as exit_case
        on steps.case_id = exit_case.case_id
    where steps.step = 'relapsed'
) as relapsed
group by relapsed.line_id
