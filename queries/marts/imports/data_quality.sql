-- Every doubt about a line or an enterprise with its place, its name and the sentence that says what to mend.
-- key: subject_kind, subject_id, reason, detail
select
    found.subject_kind,
    found.subject_id,
    found.reason,
    said(problems.title_zh, problems.title_en) as problem,
    found.detail,
    case found.reason
        when 'attribute_missing' then said(attributes.name_zh, attributes.name_en)
        when 'line_capacity_unit' then said(units.name_zh, units.name_en)
        else said(found.detail, found.detail_en)
    end as detail_name,
    found.enterprise_id,
    found.enterprise_name,
    found.line_id,
    found.line_name,
    found.area_code,
    said(areas.name_zh, areas.name_en) as area_name,
    found.sector,
    intermediate.filled(
        coalesce(said(problems.sentence_zh, problems.sentence_en), said(reasons.sentence_zh, reasons.sentence_en), found.reason),
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
