-- What a person should know before a plan is approved: officers who are elsewhere that day (`officer`), enterprises that another plan visits
-- the same day (`twice`) or within the days of visit_norms.csv (`joint`: one joint visit is offered, 综合查一次), and those whose visits on
-- this matter, made and planned, reach the yearly cap (`cap`).
-- reads intermediate: officers and visits of other plans are compared before anything is put into words.
-- key: kind, subject, other_plan_id
with own as (

    select plans.inspection_plan_id, plans.planned_on, plans.certificates, plans.matter
    from intermediate.int_inspection_plans as plans
    where plans.inspection_plan_id = $plan

),

others as (

    select
        plans.inspection_plan_id,
        plans.planned_on,
        said(bodies.body, bodies.name_en) as body_name,
        plans.matter,
        list_intersect(own.certificates, plans.certificates) as shared_certificates,
        abs(date_diff('day', plans.planned_on, own.planned_on)) as days_apart,
        year(plans.planned_on) = year(own.planned_on) as is_this_year,
        plans.matter = own.matter as is_this_matter
    from intermediate.int_inspection_plans as plans
    cross join own
    left join reference.inspecting_bodies as bodies
        on plans.body = bodies.body
    where plans.inspection_plan_id != own.inspection_plan_id and plans.inspection_state != 'withdrawn'

),

visits as (

    select others.*, mine.enterprise_id, enterprises.enterprise_name, theirs.outcome
    from intermediate.int_inspection_stops as mine
    inner join intermediate.int_inspection_stops as theirs
        on mine.enterprise_id = theirs.enterprise_id and theirs.outcome != 'skipped'
    inner join others
        on theirs.inspection_plan_id = others.inspection_plan_id
    inner join marts.enterprises as enterprises
        on mine.enterprise_id = enterprises.enterprise_id
    where mine.inspection_plan_id = $plan and mine.outcome = 'planned'

),

span as (

    select max(norms.value) as days
    from reference.visit_norms as norms
    where norms.norm = 'joint_span'

)

select
    'officer' as kind,
    array_to_string(others.shared_certificates, ', ') as subject,
    null as enterprise_id,
    others.inspection_plan_id as other_plan_id,
    others.body_name,
    others.planned_on,
    null::bigint as visit_count,
    null::integer as yearly_cap
from others
where others.days_apart = 0 and len(others.shared_certificates) > 0

union all

select
    case when visits.days_apart = 0 then 'twice' else 'joint' end,
    visits.enterprise_name,
    visits.enterprise_id,
    visits.inspection_plan_id,
    visits.body_name,
    visits.planned_on,
    null,
    null
from visits
cross join span
where visits.outcome = 'planned' and visits.days_apart <= span.days

union all

select 'cap', visits.enterprise_name, visits.enterprise_id, '', null, null, count(*), any_value(matters.yearly_cap)
from visits
inner join reference.inspection_matters as matters
    on visits.matter = matters.matter
where visits.is_this_matter and visits.is_this_year
group by visits.enterprise_id, visits.enterprise_name
having count(*) >= any_value(matters.yearly_cap)
order by kind desc, subject, other_plan_id
