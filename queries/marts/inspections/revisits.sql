-- Every look back (回头看) at an enterprise that left, with what it concluded; of one that tells of a relapse the cases that were reopened by it
-- since. `is_unrecorded`: a relapse was found and no case of the enterprise was reopened yet.
-- key: inspection_plan_id, enterprise_id
with reopened as (

    select
        results.inspection_plan_id,
        results.enterprise_id,
        string_agg(distinct cases.case_id, said('、', ', ') order by cases.case_id) as case_ids,
        min(steps.happened_on) as relapsed_on
    from intermediate.int_visit_results as results
    inner join facts.exit_case as cases
        on results.enterprise_id = cases.enterprise_id
    inner join intermediate.int_unreversed_steps as steps
        on cases.case_id = steps.case_id and steps.step = 'relapsed' and steps.happened_on >= results.answered_on
    where results.checklist = 'revisit' and results.is_contrary
    group by results.inspection_plan_id, results.enterprise_id

)

select
    results.inspection_plan_id,
    results.enterprise_id,
    enterprises.enterprise_name,
    plans.area_code,
    said(areas.name_zh, areas.name_en) as area_name,
    results.answered_on,
    results.is_contrary as is_relapse,
    reopened.case_ids,
    reopened.relapsed_on,
    results.is_contrary and reopened.relapsed_on is null as is_unrecorded
from intermediate.int_visit_results as results
inner join intermediate.int_inspection_plans as plans
    on results.inspection_plan_id = plans.inspection_plan_id
left join staging.stg_enterprises as enterprises
    on results.enterprise_id = enterprises.enterprise_id
left join reference.areas as areas
    on plans.area_code = areas.area_code
left join reopened
    on results.inspection_plan_id = reopened.inspection_plan_id and results.enterprise_id = reopened.enterprise_id
where results.checklist = 'revisit'
order by results.answered_on desc, results.inspection_plan_id, results.enterprise_id
