-- stored: three views of the judgement read them, and each would bind and compute the results of all conditions again
-- What the rules on an enterprise's total find of each line they are asked of.
-- key: line_id, rule_id
select
    results.line_id,
    results.rule_id,
    results.enterprise_id,
    results.applies,
    results.is_exempt,
    results.exemption,
    results.missing_attribute,
    results.condition_position,
    results.measured_number,
    results.review_position,
    results.review_number,
    results.review_text
from intermediate.int_line_results as results
where results.scope = 'enterprise_total'
