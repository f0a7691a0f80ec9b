-- stored: whom a verdict concerns need not be asked again when a case goes on
-- The lines about which a verdict asks for a case: one row per verdict that does and line that it concerns.
-- key: subject_kind, subject_id, rule_id, line_id
with asking as (

    select verdicts.subject_kind, verdicts.subject_id, verdicts.enterprise_id, verdicts.rule_id
    from intermediate.int_verdicts as verdicts
    inner join reference.rules as rules
        on verdicts.rule_id = rules.rule_id and rules.effect != 'discipline'
    where verdicts.verdict in ('outdated', 'replace', 'review')

)

select asking.subject_kind, asking.subject_id, asking.rule_id, asking.subject_id as line_id
from asking
where asking.subject_kind = 'line'

union all

select asking.subject_kind, asking.subject_id, asking.rule_id, lines.line_id
from asking
inner join intermediate.int_concerned_lines as lines
    on asking.enterprise_id = lines.enterprise_id and asking.rule_id = lines.rule_id
where asking.subject_kind = 'enterprise'
