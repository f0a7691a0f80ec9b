-- stored: the ledger
-- What each case is about in one row: sector, process and capacity of its lines where they share one process and one unit
-- (capacities of different processes are never added), with the enterprise and the area.
-- key: case_id
with summed as (

    select
        lines.case_id,
        count(*) as line_count,
        case when count(distinct lines.sector) = 1 then any_value(lines.sector) end as sector,
        case when count(distinct coalesce(lines.process, '')) = 1 then any_value(lines.process) end as process,
        case when count(*) = 1 then any_value(coalesce(lines.line_name, lines.model)) end as line_name,
        case when count(*) = 1 then any_value(lines.model) end as model,
        case when count(*) = 1 then any_value(lines.quantity) end as quantity,
        any_value(lines.capacity_unit) as capacity_unit,
        sum(lines.capacity) as capacity,
        -- One line speaks for itself; several are added only where sector, process and unit are known and the same.
        count(*) = 1
        or (
            count(distinct lines.sector) = 1
            and count(distinct lines.process) = 1
            and count(lines.process) = count(*)
            and count(distinct lines.capacity_unit) = 1
            and count(lines.capacity_unit) = count(*)
        ) as is_one_kind
    from intermediate.int_case_lines as lines
    group by lines.case_id

)

select
    cases.case_id,
    coalesce(summed.line_count, 0) as line_count,
    summed.sector,
    summed.process,
    case when summed.is_one_kind then summed.capacity end as capacity,
    case when summed.is_one_kind then summed.capacity_unit end as capacity_unit,
    summed.line_name,
    summed.model,
    summed.quantity,
    enterprises.enterprise_name,
    enterprises.credit_code,
    places.area_code
from intermediate.int_case_states as cases
left join summed
    on cases.case_id = summed.case_id
left join staging.stg_enterprises as enterprises
    on cases.enterprise_id = enterprises.enterprise_id
left join intermediate.int_enterprise_places as places
    on cases.enterprise_id = places.enterprise_id
