-- Verdict of every rule in force on every subject it asks, with the sentence that explains it.
-- key: subject_kind, subject_id, rule_id
select
    verdicts.subject_kind,
    verdicts.subject_id,
    verdicts.enterprise_id,
    enterprises.enterprise_name,
    case when verdicts.subject_kind = 'line' then verdicts.subject_id end as line_id,
    lines.line_name,
    places.area_code,
    lines.sector,
    verdicts.rule_id,
    said(rules.title_zh, rules.title_en) as rule_title,
    rules.dimension,
    rules.scope,
    rules.effect,
    verdicts.verdict,
    said(labels.name_zh, labels.name_en) as verdict_name,
    verdicts.measured_number,
    verdicts.measured_text,
    conditions.attribute,
    conditions.operator,
    conditions.bound,
    conditions.unit,
    verdicts.missing_attribute,
    verdicts.exemption,
    intermediate.explanation(
        sentences.sentence_zh,
        sentences.sentence_en,
        verdicts.verdict,
        verdicts.measured_number,
        verdicts.measured_text,
        missing.name_zh,
        missing.name_en,
        verdicts.exemption,
        verdicts.left_out_count
    ) as explanation,
    rules.document,
    rules.clause,
    rules.clause_text,
    coalesce(departments.department_names, rules.lead_department) as lead_department,
    rules.deadline
from intermediate.int_verdicts as verdicts
inner join staging.stg_rules as rules using (rule_id)
left join intermediate.int_department_names as departments
    on rules.lead_department = departments.departments
inner join reference.verdicts as labels
    on verdicts.verdict = labels.verdict
inner join staging.stg_enterprises as enterprises
    on verdicts.enterprise_id = enterprises.enterprise_id
inner join intermediate.int_enterprise_places as places
    on verdicts.enterprise_id = places.enterprise_id
left join reference.conditions as conditions
    on verdicts.condition_position = conditions.position
left join staging.stg_lines as lines
    on case verdicts.subject_kind when 'line' then verdicts.subject_id end = lines.line_id
left join reference.attributes as missing
    on verdicts.missing_attribute = missing.attribute
left join intermediate.int_rule_sentences as sentences
    on
        verdicts.rule_id = sentences.rule_id
        and verdicts.verdict = sentences.verdict
        and verdicts.condition_position = sentences.condition_position
