-- The lines that a verdict on an enterprise is about, under each rule: those the rule adds up, or, of a rule that judges the enterprise
-- itself, all that are judged. A verdict on a line is about that line.
-- key: enterprise_id, rule_id, line_id
select results.enterprise_id, results.rule_id, results.line_id
from intermediate.int_total_members as results
where results.applies and (not results.is_exempt or results.review_position is not null)

union all

select lines.enterprise_id, rules.rule_id, lines.line_id
from intermediate.int_judged_lines as lines
cross join reference.rules as rules
where rules.scope = 'enterprise'
