-- Lines that are outdated on the date, with each rule in force that says so, from the verdicts alone: what is written down before a change.
-- key: line_id, rule_id
select caught.line_id, lines.enterprise_id, rules.rule_id
from (
    select verdicts.line_id, unnest(verdicts.rule_positions) as rule_position
    from intermediate.int_line_verdicts as verdicts
    inner join reference.verdicts as labels
        on verdicts.severity = labels.severity
    where labels.verdict = 'outdated'
) as caught
inner join reference.rules as rules
    on caught.rule_position = rules.position
inner join staging.stg_lines as lines
    on caught.line_id = lines.line_id
