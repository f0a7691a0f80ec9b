-- The last day on which a rule judges, where it has one: its own, that of its plan unless a later plan carries it over, or the day before a
-- later plan ends or replaces it. What it caught until then must still leave.
-- key: rule_id
select rules.rule_id, least(rules.effective_to, plans.effective_to, later.over_on - 1) as last_on
from reference.rules as rules
left join (
    select
        earlier.rule_id,
        bool_or(earlier.decision = 'carried_over') as is_carried_over,
        min(
            case earlier.decision
                when 'ended' then plans.effective_from
                when 'replaced' then greatest(plans.effective_from, replacing.effective_from)
            end
        ) as over_on
    from reference.earlier_rules as earlier
    inner join reference.plans as plans
        on earlier.plan_id = plans.plan_id
    left join reference.rules as replacing
        on earlier.replaced_by = replacing.rule_id
    group by earlier.rule_id
) as later
    on rules.rule_id = later.rule_id
left join reference.plans as plans
    on rules.plan_id = plans.plan_id and not coalesce(later.is_carried_over, false)
where least(rules.effective_to, plans.effective_to, later.over_on - 1) is not null
