-- What made-up cases may be about on the date: every line that runs or stands still and every enterprise that a rule catches, and
-- (without rule) lines that no rule catches, about which a department may find something.
-- key: subject_id, rule_id
with caught as (

    select verdicts.subject_kind, verdicts.subject_id, verdicts.enterprise_id, verdicts.rule_id, rules.effect, rules.dimension
    from intermediate.int_verdicts as verdicts
    inner join reference.rules as rules
        on verdicts.rule_id = rules.rule_id
    left join staging.stg_lines as lines
        on case verdicts.subject_kind when 'line' then verdicts.subject_id end = lines.line_id
    where
        verdicts.verdict in ('outdated', 'replace')
        and rules.effect != 'discipline'
        and (verdicts.subject_kind = 'enterprise' or lines.state in ('operating', 'suspended'))

),

uncaught as (

    select lines.line_id, lines.enterprise_id
    from intermediate.int_lines as lines
    where
        lines.verdict = 'compliant'
        and lines.state = 'operating'
        and not exists (select caught.enterprise_id from caught where caught.enterprise_id = lines.enterprise_id)

),

subjects as (

    select
        caught.subject_kind,
        caught.subject_id,
        caught.enterprise_id,
        caught.rule_id,
        case when caught.effect = 'replace' then 'replacement' else caught.dimension end as variant
    from caught

    union all

    select 'line' as subject_kind, uncaught.line_id, uncaught.enterprise_id, null as rule_id, null as variant
    from uncaught

)

select
    subjects.subject_kind,
    subjects.subject_id,
    subjects.enterprise_id,
    subjects.rule_id,
    subjects.variant,
    coalesce(places.area_code, 'none') as area_code,
    areas.centre_lon,
    areas.centre_lat
from subjects
inner join staging.stg_enterprises as enterprises
    on subjects.enterprise_id = enterprises.enterprise_id
left join staging.stg_lines as lines
    on case subjects.subject_kind when 'line' then subjects.subject_id end = lines.line_id
left join intermediate.int_enterprise_places as places
    on subjects.enterprise_id = places.enterprise_id
left join reference.areas as areas
    on places.area_code = areas.area_code
order by enterprises.enterprise_name, lines.line_name nulls first, subjects.subject_id, subjects.rule_id nulls last
