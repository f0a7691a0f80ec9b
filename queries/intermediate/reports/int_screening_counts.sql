-- stored: the reports page
-- How far the zero-report sectors are screened for eliminated-class processes, per area and sector, over lines that are operating,
-- suspended, under construction or planned: enterprises with an answer for each such line, and what was found.
-- key: area_code, sector
with answers as (

    select
        measurements.subject_id as line_id,
        coalesce(measurements.value_text, cast(measurements.value_number as varchar)) = 'true' as is_caught
    from staging.stg_measurements as measurements
    where measurements.subject_kind = 'line' and measurements.attribute = 'eliminated_class_process'

),

enterprises as (

    select
        lines.area_code,
        lines.sector,
        lines.enterprise_id,
        count(*) as line_count,
        count(*) filter (where lines.state = 'operating') as operating_lines,
        count(*) filter (where lines.state = 'suspended') as suspended_lines,
        count(*) filter (where lines.state = 'building') as building_lines,
        count(*) filter (where lines.state = 'planned') as planned_lines,
        count(answers.line_id) as screened_lines,
        count(*) filter (where answers.is_caught) as caught_lines
    from intermediate.int_lines as lines
    left join answers
        on lines.line_id = answers.line_id
    where lines.state in ('operating', 'suspended', 'building', 'planned')
    group by all

)

select
    enterprises.area_code,
    enterprises.sector,
    count(*) as enterprise_count,
    count(*) filter (where enterprises.screened_lines = enterprises.line_count) as screened_enterprises,
    count(*) filter (where enterprises.screened_lines < enterprises.line_count) as unscreened_enterprises,
    count(*) filter (where enterprises.caught_lines > 0) as caught_enterprises,
    sum(enterprises.caught_lines)::bigint as caught_lines,
    sum(enterprises.operating_lines)::bigint as operating_lines,
    sum(enterprises.suspended_lines)::bigint as suspended_lines,
    sum(enterprises.building_lines)::bigint as building_lines,
    sum(enterprises.planned_lines)::bigint as planned_lines
from enterprises
group by all
