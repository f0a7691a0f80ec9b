-- stored: the ledger
-- The lines each case is about, as the register has them on the date; a line whose batch was voided since keeps its place here.
-- key: case_id, line_id
with named as (

    select
        cases.case_id,
        cases.enterprise_id,
        cases.stage,
        unnest(cases.line_ids) as line_id
    from intermediate.int_case_states as cases

)

select
    named.case_id,
    named.line_id,
    named.enterprise_id,
    named.stage,
    lines.line_name,
    lines.model,
    lines.quantity,
    coalesce(lines.sector, 'unknown') as sector,
    lines.process,
    coalesce(lines.capacity_recognised, lines.capacity_filed, lines.capacity_actual) as capacity,
    lines.capacity_unit
from named
left join staging.stg_lines as lines
    on named.line_id = lines.line_id
