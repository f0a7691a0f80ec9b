-- What the register says, as of the date, of each subject and rule a case is to be opened about: the subject's enterprise, the
-- verdict, and the lines concerned (of an enterprise: those the rule catches).
-- key: position
with requests as (

    select
        unnest(range(len($subject_ids))) as position,
        unnest($subject_kinds::varchar[]) as subject_kind,
        unnest($subject_ids::varchar[]) as subject_id,
        unnest($rule_ids::varchar[]) as rule_id

),

subjects as (

    select requests.*, coalesce(lines.enterprise_id, enterprises.enterprise_id) as enterprise_id
    from requests
    left join staging.stg_lines as lines
        on case requests.subject_kind when 'line' then requests.subject_id end = lines.line_id
    left join staging.stg_enterprises as enterprises
        on case requests.subject_kind when 'enterprise' then requests.subject_id end = enterprises.enterprise_id

),

answers as (

    select
        subjects.position,
        arg_min(concerned.verdict, labels.severity) as verdict,
        list(distinct concerned.line_id order by concerned.line_id)
            filter (where concerned.verdict in ('outdated', 'replace', 'review')) as line_ids
    from subjects
    inner join intermediate.int_verdict_lines as concerned
        on
            subjects.enterprise_id = concerned.enterprise_id
            and subjects.rule_id = concerned.rule_id
            and (subjects.subject_kind = 'enterprise' or subjects.subject_id = concerned.line_id)
    inner join reference.verdicts as labels
        on concerned.verdict = labels.verdict
    group by subjects.position

)

select
    subjects.position,
    subjects.subject_kind,
    subjects.subject_id,
    subjects.enterprise_id,
    subjects.rule_id,
    rules.rule_id is not null as is_rule,
    rules.effect,
    rules.dimension,
    rules.deadline,
    coalesce(answers.verdict, own.verdict) as verdict,
    coalesce(answers.line_ids, []) as line_ids
from subjects
left join reference.rules as rules
    on subjects.rule_id = rules.rule_id
left join answers
    on subjects.position = answers.position
left join intermediate.int_verdicts as own
    on
        own.subject_kind = 'enterprise'
        and case subjects.subject_kind when 'enterprise' then subjects.subject_id end = own.subject_id
        and subjects.rule_id = own.rule_id
order by subjects.position
