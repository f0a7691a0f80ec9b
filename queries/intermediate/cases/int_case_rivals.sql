-- Pairs of cases that both stand (open, or exited) about one line, or one enterprise without lines, under the same rule or finding: one
-- fact would be followed, and counted, twice. There should be none.
-- key: case_id, rival_id, subject_id
with standing as (

    select
        cases.case_id,
        coalesce(cases.rule_id, cases.finding_id) as basis,
        unnest(case when len(cases.line_ids) > 0 then cases.line_ids else [cases.enterprise_id] end) as subject_id
    from intermediate.int_case_states as cases
    inner join reference.stages as stages
        on cases.stage = stages.stage
    where stages.is_open or stages.is_exit

)

select standing.case_id, rivals.case_id as rival_id, standing.subject_id, standing.basis
from standing
inner join standing as rivals
    on standing.basis = rivals.basis and standing.subject_id = rivals.subject_id and standing.case_id != rivals.case_id
