-- stored: read by every page
-- sorted: position, line_id
-- Every line with its enterprise, its place and its verdict; a line that is dismantled, cancelled or has left is not judged, one without a
-- sector cannot be, and a line no rule covers says so, so that the verdicts add up to the register.
-- `position` is a line's place in the official order: gravest verdict first, then area and name; lines of one enterprise share it.
-- key: line_id
with judged as (

    select
        lines.line_id,
        lines.enterprise_id,
        lines.line_code,
        lines.line_name,
        lines.model,
        lines.sector,
        lines.process,
        lines.product,
        lines.quantity,
        lines.capacity_filed,
        lines.capacity_actual,
        lines.capacity_recognised,
        coalesce(lines.capacity_recognised, lines.capacity_filed, lines.capacity_actual) as capacity,
        lines.capacity_unit,
        lines.capacity_original,
        lines.state,
        lines.built_on,
        lines.remark,
        lines.batch_id,
        lines.row_ref,
        enterprises.enterprise_name,
        enterprises.credit_code,
        enterprises.scale,
        enterprises.lon,
        enterprises.lat,
        places.area_code,
        places.located_by,
        places.located_confidence,
        places.position as enterprise_position,
        case
            when not states.is_judged or gone.line_id is not null then 'not_applicable'
            when lines.sector = 'unknown' and coalesce(labels.verdict, 'no_rule') in ('compliant', 'exempt', 'no_rule') then 'not_assessable'
            when labels.verdict is not null then labels.verdict
            else 'no_rule'
        end as verdict,
        gone.line_id is not null as has_left,
        coalesce(verdicts.rule_positions, []) as rule_positions,
        verdicts.reason.condition_position,
        verdicts.reason.measured_number,
        verdicts.reason.measured_text,
        verdicts.reason.missing_attribute,
        verdicts.reason.exemption,
        verdicts.reason.left_out_count
    from staging.stg_lines as lines
    inner join reference.states as states
        on lines.state = states.state
    inner join staging.stg_enterprises as enterprises
        on lines.enterprise_id = enterprises.enterprise_id
    inner join intermediate.int_enterprise_places as places
        on lines.enterprise_id = places.enterprise_id
    left join intermediate.int_left_lines as gone
        on lines.line_id = gone.line_id
    left join intermediate.int_line_verdicts as verdicts
        on lines.line_id = verdicts.line_id
    left join reference.verdicts as labels
        on verdicts.severity = labels.severity

)

select
    judged.*,
    severities.severity,
    severities.severity * 10000000000 + judged.enterprise_position as position
from judged
inner join reference.verdicts as severities
    on judged.verdict = severities.verdict
