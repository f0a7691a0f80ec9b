-- Rules as of the date, with the status a person last gave them and whether they judge on that date.
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

)

select
    rules.* exclude (status),
    coalesce(decisions.status, rules.status) as status,
    decisions.decided_by,
    decisions.decided_on,
    decisions.decision_note,
    coalesce(decisions.status, rules.status) = 'in_force'
    and (rules.effective_from is null or rules.effective_from <= coalesce(getvariable('as_of')::date, current_date))
    and (rules.effective_to is null or rules.effective_to >= coalesce(getvariable('as_of')::date, current_date)) as is_judging
from reference.rules as rules
left join decisions using (rule_id)
