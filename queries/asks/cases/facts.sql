-- Cases with what the ladder must know of them: the date their rule sets and the first serious finding of their dimension.
-- key: case_id
with serious as (

    select finding.subject_id, finding.dimension, min(finding.found_on) as serious_on
    from facts.finding as finding
    anti join (select withdrawals.withdraws from facts.finding as withdrawals where withdrawals.withdraws is not null) as withdrawn
        on finding.finding_id = withdrawn.withdraws
    where finding.seriousness = 'serious' and finding.withdraws is null
    group by finding.subject_id, finding.dimension

)

select
    exit_case.case_id,
    exit_case.enterprise_id,
    exit_case.variant,
    exit_case.opened_on,
    plans.plan_id,
    rules.deadline as exit_due_on,
    (
        select min(serious.serious_on)
        from serious
        where serious.dimension = variants.dimension and serious.subject_id in (exit_case.line_id, exit_case.enterprise_id)
    ) as serious_on
from facts.exit_case as exit_case
inner join reference.variants as variants
    on exit_case.variant = variants.variant
inner join intermediate.int_case_plans as plans
    on exit_case.case_id = plans.case_id
left join reference.rules as rules
    on exit_case.rule_id = rules.rule_id
semi join (select unnest($case_ids::varchar[]) as case_id) as asked
    on exit_case.case_id = asked.case_id
