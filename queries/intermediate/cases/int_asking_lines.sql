-- stored: whom a verdict concerns need not be asked again when a case goes on
-- The lines about which a verdict asks for a case: one row per verdict that does and line that it concerns.
-- key: subject_kind, subject_id, rule_id, line_id
select verdicts.subject_kind, verdicts.subject_id, verdicts.rule_id, verdicts.line_id
from intermediate.int_verdict_lines as verdicts
inner join reference.rules as rules
    on verdicts.rule_id = rules.rule_id and rules.effect != 'discipline'
where verdicts.verdict in ('outdated', 'replace', 'review')
