-- Cases of enterprises at which a revisit found a relapse and that no step says so of yet: exits that still stand.
-- reads intermediate: which case a step reopened since, for an enterprise may have several that were sealed.
-- key: case_id
select
    cases.case_id,
    cases.stage,
    cases.stage_name,
    revisits.inspection_plan_id,
    revisits.enterprise_id,
    revisits.enterprise_name,
    revisits.area_name,
    revisits.answered_on
from marts.revisits as revisits
inner join marts.cases as cases
    on revisits.enterprise_id = cases.enterprise_id
where
    revisits.is_relapse
    and not exists (
        select 1
        from intermediate.int_unreversed_steps as steps
        where steps.case_id = cases.case_id and steps.step = 'relapsed' and steps.happened_on >= revisits.answered_on
    )
    and among(coalesce(revisits.area_code, 'unplaced'), $area)
    and cases.shut_down_on is not null
    and cases.stage != 'withdrawn'
qualify row_number() over (partition by cases.case_id order by revisits.answered_on, revisits.inspection_plan_id) = 1
order by revisits.answered_on, cases.case_id
