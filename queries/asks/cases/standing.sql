-- Cases that stand in the way of a new one: still open, or exited, under one of the rules or findings.
-- key: case_id
select
    cases.case_id,
    coalesce(cases.rule_id, cases.finding_id) as basis,
    cases.enterprise_id,
    cases.line_ids
from intermediate.int_case_states as cases
inner join reference.stages as stages
    on cases.stage = stages.stage
where (stages.is_open or stages.is_exit) and list_contains($bases, coalesce(cases.rule_id, cases.finding_id))
