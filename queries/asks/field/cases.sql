-- The open exit cases of the enterprises a plan visits, with clause and next deadline.
-- key: case_id
select
    cases.enterprise_id,
    cases.case_id,
    cases.line_name,
    cases.stage_name,
    cases.clause,
    cases.deadline,
    cases.colour_name
from marts.inspection_stops as stops
inner join marts.cases as cases
    on stops.enterprise_id = cases.enterprise_id
where stops.inspection_plan_id = $plan and cases.is_open
order by cases.deadline nulls last, cases.case_id
