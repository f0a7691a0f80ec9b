-- Rules as of the date, with the status a person last gave them and whether they judge on that date: between their own days, not after
-- the last day of their plan unless a later one carries them over, and no more once a later one ends them or a rule in force stands
-- in their place. What no plan decides of judges on.
-- key: rule_id
with decisions as (

    select
        rule_status.rule_id,
        arg_max(rule_status.status, rule_status.recorded_at) as status,
        arg_max(rule_status.actor, rule_status.recorded_at) as decided_by,
        arg_max(rule_status.decided_on, rule_status.recorded_at) as decided_on,
        arg_max(rule_status.note, rule_status.recorded_at) as decision_note
    from facts.rule_status as rule_status
    where rule_status.decided_on <= coalesce(getvariable('as_of')::date, current_date)
    group by rule_status.rule_id

),

decided as (

    select
        rules.* exclude (status),
        coalesce(decisions.status, rules.status) as status,
        decisions.decided_by,
        decisions.decided_on,
        decisions.decision_note,
        plans.effective_to as plan_until,
        coalesce(decisions.status, rules.status) = 'in_force'
        and rules.effective_from <= coalesce(getvariable('as_of')::date, current_date) as has_begun
    from reference.rules as rules
    inner join reference.plans as plans
        on rules.plan_id = plans.plan_id
    left join decisions
        on rules.rule_id = decisions.rule_id

),

later as (

    select
        earlier.rule_id,
        bool_or(earlier.decision = 'carried_over') as is_carried_over,
        bool_or(earlier.decision = 'ended' or (earlier.decision = 'replaced' and replacing.has_begun)) as is_over
    from reference.earlier_rules as earlier
    inner join reference.plans as plans
        on earlier.plan_id = plans.plan_id
    left join decided as replacing
        on earlier.replaced_by = replacing.rule_id
    where plans.effective_from <= coalesce(getvariable('as_of')::date, current_date)
    group by earlier.rule_id

)

select
    decided.* exclude (plan_until, has_begun),
    decided.has_begun
    and coalesce(decided.effective_to >= coalesce(getvariable('as_of')::date, current_date), true)
    and (
        coalesce(decided.plan_until >= coalesce(getvariable('as_of')::date, current_date), true)
        or coalesce(later.is_carried_over, false)
    )
    and not coalesce(later.is_over, false) as is_judging
from decided
left join later
    on decided.rule_id = later.rule_id
