-- What a person should know before a plan is approved: officers who are elsewhere that day, enterprises that another plan of the year
-- visits too (one joint visit is offered: 综合查一次), and those that reached the yearly cap of the matter.
-- reads intermediate: officers and visits of other plans are compared before anything is put into words.
-- key: kind, subject, other
with own as (

    select plans.inspection_plan_id, plans.planned_on, plans.certificates, plans.matter
    from intermediate.int_inspection_plans as plans
    where plans.inspection_plan_id = $plan

),

others as (

    select plans.inspection_plan_id, plans.planned_on, plans.certificates, plans.matter, plans.body
    from intermediate.int_inspection_plans as plans
    where plans.inspection_plan_id != $plan and plans.inspection_state != 'withdrawn'

),

visits as (

    select
        stops.enterprise_id,
        others.inspection_plan_id,
        others.planned_on,
        others.matter,
        others.body,
        stops.outcome
    from others
    inner join intermediate.int_inspection_stops as stops
        on others.inspection_plan_id = stops.inspection_plan_id
    inner join own
        on year(others.planned_on) = year(own.planned_on)
    where stops.enterprise_id in (
        select mine.enterprise_id
        from intermediate.int_inspection_stops as mine
        where mine.inspection_plan_id = $plan
    )

)

select
    'officer' as kind,
    array_to_string(list_intersect(own.certificates, others.certificates), ', ') as subject,
    others.inspection_plan_id as other,
    1 as visit_count
from own
inner join others
    on own.planned_on = others.planned_on
where len(list_intersect(own.certificates, others.certificates)) > 0

union all

select 'joint', enterprises.enterprise_name, visits.inspection_plan_id || ' ' || visits.body || ' ' || visits.planned_on, 1
from visits
inner join marts.enterprises as enterprises
    on visits.enterprise_id = enterprises.enterprise_id
where visits.outcome = 'planned'

union all

select 'cap', enterprises.enterprise_name, matters.yearly_cap::varchar, count(*)
from visits
inner join own
    on visits.matter = own.matter
inner join reference.inspection_matters as matters
    on own.matter = matters.matter
inner join marts.enterprises as enterprises
    on visits.enterprise_id = enterprises.enterprise_id
where visits.outcome = 'visited'
group by enterprises.enterprise_id, enterprises.enterprise_name, matters.yearly_cap
having count(*) >= matters.yearly_cap
