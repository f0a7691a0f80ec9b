-- The visits of every plan in their order: who, where, why, how far from the stop before in a straight line (the first from the centre of
-- the area, and one after a stop without coordinates from the last that has them), when one arrives by visit_norms.csv, what became of the visit. A stop without coordinates has no distance.
-- key: inspection_plan_id, enterprise_id
with placed as (

    select
        stops.*,
        plans.area_code,
        plans.planned_on,
        plans.starts_at,
        plans.inspection_state,
        enterprises.enterprise_name,
        enterprises.credit_code,
        enterprises.address,
        enterprises.contact_name,
        enterprises.contact_phone,
        enterprises.main_sector,
        enterprises.gravest_verdict,
        enterprises.lon,
        enterprises.lat,
        kilometres(
            coalesce(lag(enterprises.lon ignore nulls) over in_order, areas.centre_lon),
            coalesce(lag(enterprises.lat ignore nulls) over in_order, areas.centre_lat),
            enterprises.lon,
            enterprises.lat
        ) as leg_km
    from intermediate.int_inspection_stops as stops
    inner join intermediate.int_inspection_plans as plans
        on stops.inspection_plan_id = plans.inspection_plan_id
    left join intermediate.int_enterprises as enterprises
        on stops.enterprise_id = enterprises.enterprise_id
    left join reference.areas as areas
        on plans.area_code = areas.area_code
    window in_order as (partition by stops.inspection_plan_id order by stops.stop_number)

),

norms as (

    select
        max(norms.value) filter (where norms.norm = 'speed') as speed,
        max(norms.value) filter (where norms.norm = 'visit') as visit
    from reference.visit_norms as norms

)

select
    placed.inspection_plan_id,
    placed.stop_number,
    placed.enterprise_id,
    placed.enterprise_name,
    placed.credit_code,
    placed.area_code,
    said(areas.name_zh, areas.name_en) as area_name,
    placed.address,
    placed.contact_name,
    placed.contact_phone,
    placed.main_sector as sector,
    said(sectors.name_zh, sectors.name_en) as sector_name,
    placed.gravest_verdict as verdict,
    said(verdicts.name_zh, verdicts.name_en) as verdict_name,
    targets.visit_reason,
    targets.source_names,
    round(placed.leg_km, 1)::decimal(18, 1) as leg_km,
    strftime(
        placed.planned_on + placed.starts_at::time + to_minutes((
            sum(coalesce(placed.leg_km, 0)) over in_order / norms.speed * 60 + (placed.stop_number - 1) * norms.visit
        )::integer),
        '%H:%M'
    ) as arrives_at,
    placed.planned_on,
    placed.outcome,
    outcomes.name as outcome_name,
    placed.outcome_on,
    placed.note,
    placed.inspection_state,
    placed.lon,
    placed.lat
from placed
cross join norms
left join marts.targets as targets
    on placed.enterprise_id = targets.enterprise_id
left join marts.labels as outcomes
    on outcomes.kind = 'visit_outcome' and placed.outcome = outcomes.code
left join reference.areas as areas
    on placed.area_code = areas.area_code
left join reference.sectors as sectors
    on placed.main_sector = sectors.sector
left join reference.verdicts as verdicts
    on placed.gravest_verdict = verdicts.verdict
window in_order as (partition by placed.inspection_plan_id order by placed.stop_number)
