-- stored: the quality page counts and lists them
-- Every doubt about a line or an enterprise, with the place and sector it is counted under and the row it came from.
-- key: subject_kind, subject_id, reason, detail
with found as (

    select
        quality.subject_kind,
        quality.subject_id,
        quality.enterprise_id,
        quality.line_id,
        quality.reason,
        quality.detail,
        quality.detail as detail_en,
        quality.params_json
    from intermediate.int_data_quality as quality

    union all

    select
        places.subject_kind,
        places.subject_id,
        places.subject_id,
        null,
        places.reason,
        coalesce(places.detail_zh, ''),
        coalesce(places.detail_en, ''),
        null
    from intermediate.int_place_findings as places

)

select
    found.*,
    enterprises.position as enterprise_position,
    enterprises.enterprise_name,
    enterprises.area_code,
    lines.line_name,
    lines.sector,
    coalesce(lines.batch_id, enterprises.batch_id) as batch_id,
    coalesce(lines.row_ref, enterprises.row_ref) as row_ref
from found
inner join intermediate.int_enterprises as enterprises
    on found.enterprise_id = enterprises.enterprise_id
left join intermediate.int_lines as lines
    on found.line_id = lines.line_id
