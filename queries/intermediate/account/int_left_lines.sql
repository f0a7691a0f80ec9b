-- stored: what judging knows of cases; a step after which nothing more has left leaves every judgement as it stands
-- Lines that left 已退出 by the ledger, whatever the last workbook says: a case about them has them dismantled, or its lawful sealing accepted,
-- and they were not found running since.
-- key: line_id
select gone.line_id, min(gone.happened_on) as left_on
from (
    select unnest(exit_case.line_ids) as line_id, steps.happened_on
    from intermediate.int_effective_steps as steps
    inner join facts.exit_case as exit_case
        on steps.case_id = exit_case.case_id
    where steps.step in ('dismantled', 'city_accepted')
) as gone
left join intermediate.int_relapses as relapses
    on gone.line_id = relapses.line_id
where coalesce(gone.happened_on >= relapses.relapsed_on, true)
group by gone.line_id
