-- Every rule with its source and how many subjects it catches, as of the date; a rule that is not judging catches none. `checked_by`
-- is who put it in force, when that is on record.
-- key: rule_id
with counted as (

    select
        counts.rule_id,
        sum(counts.subject_count) filter (where counts.verdict in ('outdated', 'replace', 'review')) as caught,
        sum(counts.subject_count) filter (where counts.verdict = 'outdated') as outdated,
        sum(counts.subject_count) filter (where counts.verdict = 'replace') as replace_owed,
        sum(counts.subject_count) filter (where counts.verdict = 'review') as review,
        sum(counts.subject_count) filter (where counts.verdict = 'compliant') as compliant,
        sum(counts.subject_count) filter (where counts.verdict = 'exempt') as exempt,
        sum(counts.subject_count) filter (where counts.verdict = 'not_assessable') as not_assessable,
        sum(counts.subject_count) filter (where counts.verdict = 'not_applicable') as not_applicable
    from intermediate.int_rule_counts as counts
    group by counts.rule_id

)

select
    rules.rule_id,
    said(rules.title_zh, rules.title_en) as rule_title,
    rules.plan_id,
    rules.dimension,
    said(dimensions.name_zh, dimensions.name_en) as dimension_name,
    rules.sectors,
    rules.scope,
    rules.trigger,
    rules.effect,
    rules.verdict_when_met,
    rules.status,
    rules.is_judging,
    rules.document,
    rules.clause,
    rules.clause_text,
    said(rules.consequence_zh, rules.consequence_en) as consequence,
    coalesce(departments.department_names, rules.lead_department) as lead_department,
    rules.clock_months,
    rules.extension_months,
    rules.effective_from,
    rules.effective_to,
    rules.deadline,
    case when rules.status = 'in_force' then rules.decided_by end as checked_by,
    case when rules.status = 'in_force' then rules.decided_on end as checked_on,
    said(rules.provenance_zh, rules.provenance_en) as provenance,
    rules.decided_by,
    rules.decided_on,
    rules.decision_note,
    coalesce(counted.caught, 0)::bigint as caught,
    coalesce(enterprises.caught_enterprises, 0) as caught_enterprises,
    coalesce(counted.outdated, 0)::bigint as outdated,
    coalesce(counted.replace_owed, 0)::bigint as replace_owed,
    coalesce(counted.review, 0)::bigint as review,
    coalesce(counted.compliant, 0)::bigint as compliant,
    coalesce(counted.exempt, 0)::bigint as exempt,
    coalesce(counted.not_assessable, 0)::bigint as not_assessable,
    coalesce(counted.not_applicable, 0)::bigint as not_applicable,
    rules.position
from staging.stg_rules as rules
left join counted using (rule_id)
left join intermediate.int_rule_enterprises as enterprises
    on rules.rule_id = enterprises.rule_id
left join reference.dimensions as dimensions
    on rules.dimension = dimensions.dimension
left join intermediate.int_department_names as departments
    on rules.lead_department = departments.departments
