-- What the deliveries up to the date say of each line that changed: whether it is gone, and whether a finding was put right.
-- key: line_id
with mended as (

    select distinct measurements.subject_id
    from staging.stg_measurements as measurements
    where measurements.attribute in ('emission_over_standard', 'energy_over_limit') and measurements.value_text = 'false'

)

select
    lines.line_id,
    lines.state in ('shut', 'dismantled') as is_gone,
    mended.subject_id is not null as is_mended
from staging.stg_lines as lines
left join mended
    on lines.line_id = mended.subject_id
where lines.state in ('shut', 'dismantled') or mended.subject_id is not null
