-- Every doubt about a line or an enterprise with its place, its name and the sentence that says what to mend.
-- key: subject_kind, subject_id, reason, detail
with found as (

    select quality.subject_kind, quality.subject_id, quality.enterprise_id, quality.line_id, quality.reason, quality.detail, quality.params_json
    from intermediate.int_data_quality as quality

    union all

    select places.subject_kind, places.subject_id, places.subject_id, null, places.reason, coalesce(places.detail, ''), null
    from intermediate.int_place_findings as places

)

select
    found.subject_kind,
    found.subject_id,
    found.reason,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then problems.title_en else problems.title_zh end as problem,
    case found.reason
        when 'attribute_missing' then case when coalesce(getvariable('lang'), 'zh') = 'en' then attributes.name_en else attributes.name_zh end
        when 'line_capacity_unit' then case when coalesce(getvariable('lang'), 'zh') = 'en' then units.name_en else units.name_zh end
        else found.detail
    end as detail,
    found.enterprise_id,
    enterprises.enterprise_name,
    found.line_id,
    lines.line_name,
    places.area_code,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then areas.name_en else areas.name_zh end as area_name,
    lines.sector,
    list_reduce(
        list_concat(
            [
                replace(
                    case
                        when coalesce(getvariable('lang'), 'zh') = 'en' then coalesce(problems.sentence_en, reasons.sentence_en, found.reason)
                        else coalesce(problems.sentence_zh, reasons.sentence_zh, found.reason)
                    end,
                    '{detail}',
                    coalesce(
                        case
                            when found.reason = 'attribute_missing' and coalesce(getvariable('lang'), 'zh') = 'en' then attributes.name_en
                            when found.reason = 'attribute_missing' then attributes.name_zh
                            when found.reason = 'line_capacity_unit' and coalesce(getvariable('lang'), 'zh') = 'en' then units.name_en
                            when found.reason = 'line_capacity_unit' then units.name_zh
                            else found.detail
                        end,
                        ''
                    )
                )
            ],
            coalesce(json_keys(found.params_json), [])
        ),
        lambda text, name: replace(text, '{' || name || '}', coalesce(json_extract_string(found.params_json, '$."' || name || '"'), ''))
    ) as sentence,
    coalesce(lines.batch_id, enterprises.batch_id) as batch_id,
    coalesce(lines.row_ref, enterprises.row_ref) as row_ref
from found
inner join staging.stg_enterprises as enterprises
    on found.enterprise_id = enterprises.enterprise_id
inner join intermediate.int_enterprise_places as places
    on found.enterprise_id = places.enterprise_id
left join staging.stg_lines as lines
    on found.line_id = lines.line_id
left join reference.areas as areas
    on places.area_code = areas.area_code
left join reference.problems as problems
    on found.reason = problems.problem
left join reference.reasons as reasons
    on found.reason = reasons.reason
left join reference.attributes as attributes
    on found.reason = 'attribute_missing' and found.detail = attributes.attribute
left join reference.units as units
    on found.reason = 'line_capacity_unit' and found.detail = units.unit
