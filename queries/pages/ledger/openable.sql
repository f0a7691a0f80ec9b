-- Verdicts that ask for a case and have none that stands, gravest first, `size` of them from `start`; total_count counts all.
-- A verdict on a whole enterprise has the sectors its rule speaks of. What an earlier case settled is shown only when asked for.
-- reads intermediate: the rows of one page are chosen by position before they are put into words.
-- key: subject_kind, subject_id, rule_id
with matching as (

    select openable.position, openable.subject_kind, openable.subject_id, openable.rule_id
    from intermediate.int_openable as openable
    where
        in_area(openable.area_code, $area)
        and (
            $sector = ''
            or openable.sector = $sector
            or (
                openable.sector is null
                and openable.rule_id in (
                    select ruled.rule_id
                    from intermediate.int_rule_sectors as ruled
                    where ruled.sector = $sector
                )
            )
        )
        and ($rule = '' or openable.rule_id = $rule)
        and ($verdict = '' or openable.verdict = $verdict)
        and openable.is_settled = ($settled = 'settled')

),

chosen as (

    select matching.*
    from matching
    order by matching.position, matching.subject_id, matching.rule_id
    limit $size offset $start

)

select
    openable.* exclude (position, is_settled, measured_number, measured_text, missing_attribute, exemption, condition_position, left_out_count),
    said(areas.name_zh, areas.name_en) as area_name,
    sectors.name as sector_name,
    verdicts.name as verdict_name,
    said(rules.title_zh, rules.title_en) as rule_title,
    intermediate.explanation(
        sentences.sentence_zh,
        sentences.sentence_en,
        openable.verdict,
        openable.measured_number,
        openable.measured_text,
        missing.name_zh,
        missing.name_en,
        openable.exemption,
        openable.left_out_count
    ) as explanation,
    rules.clause,
    coalesce(departments.department_names, rules.lead_department) as lead_department,
    (select count(*) from matching) as total_count
from intermediate.int_openable as openable
inner join chosen using (position, subject_kind, subject_id, rule_id)
inner join reference.rules as rules
    on openable.rule_id = rules.rule_id
left join intermediate.int_department_names as departments
    on rules.lead_department = departments.departments
left join reference.areas as areas
    on openable.area_code = areas.area_code
left join marts.labels as sectors
    on sectors.kind = 'sector' and openable.sector = sectors.code
left join marts.labels as verdicts
    on verdicts.kind = 'verdict' and openable.verdict = verdicts.code
left join reference.attributes as missing
    on openable.missing_attribute = missing.attribute
left join intermediate.int_rule_sentences as sentences
    on
        openable.rule_id = sentences.rule_id
        and openable.verdict = sentences.verdict
        and openable.condition_position = sentences.condition_position
order by openable.position, openable.subject_id, openable.rule_id
