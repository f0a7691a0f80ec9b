-- Every doubt about a line or an enterprise with its place, its name and the sentence that says what to mend.
-- key: subject_kind, subject_id, reason, detail
select
    found.subject_kind,
    found.subject_id,
    found.reason,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then problems.title_en else problems.title_zh end as problem,
    found.detail,
    case found.reason
        when 'attribute_missing' then case when coalesce(getvariable('lang'), 'zh') = 'en' then attributes.name_en else attributes.name_zh end
        when 'line_capacity_unit' then case when coalesce(getvariable('lang'), 'zh') = 'en' then units.name_en else units.name_zh end
        else case when coalesce(getvariable('lang'), 'zh') = 'en' then found.detail_en else found.detail end
    end as detail_name,
    found.enterprise_id,
    found.enterprise_name,
    found.line_id,
    found.line_name,
    found.area_code,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then areas.name_en else areas.name_zh end as area_name,
    found.sector,
    intermediate.filled(
        case
            when coalesce(getvariable('lang'), 'zh') = 'en' then coalesce(problems.sentence_en, reasons.sentence_en, found.reason)
            else coalesce(problems.sentence_zh, reasons.sentence_zh, found.reason)
        end,
        json_merge_patch(coalesce(found.params_json, '{}'), json_object('detail', detail_name))
    ) as sentence,
    found.batch_id,
    found.row_ref,
    found.enterprise_position as position
from intermediate.int_problems as found
left join reference.areas as areas
    on found.area_code = areas.area_code
left join reference.problems as problems
    on found.reason = problems.problem
left join reference.reasons as reasons
    on found.reason = reasons.reason
left join reference.attributes as attributes
    on case found.reason when 'attribute_missing' then found.detail end = attributes.attribute
left join reference.units as units
    on case found.reason when 'line_capacity_unit' then found.detail end = units.unit
