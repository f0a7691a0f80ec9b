-- Days to ask who is outdated on around a change that takes effect on the first of `days`: these, every later day on which a rule in force
-- began to judge or before which a file speaks; none before the first rule began. `is_backdated`: files speak of later days already.
-- key: day
with begins as (

    select coalesce(rules.effective_from, date '1949-10-01') as day
    from reference.rules as rules
    where rules.status = 'in_force'
    union
    select greatest(decisions.decided_on, rules.effective_from)
    from facts.rule_status as decisions
    inner join reference.rules as rules
        on decisions.rule_id = rules.rule_id
    where decisions.status = 'in_force' and rules.status != 'in_force'

),

ends as (

    select distinct (batches.valid_on - 1)::date as day
    from facts.import_batch as batches
    where batches.valid_on > list_min($days::date[])

),

asked as (

    select unnest($days::date[]) as day
    union
    select begins.day
    from begins
    where begins.day > list_min($days::date[]) and begins.day <= current_date
    union
    select ends.day
    from ends
    where ends.day > list_min($days::date[])

)

select asked.day, exists (select 1 from ends) as is_backdated
from asked
where exists (select 1 from begins where begins.day <= asked.day)
order by asked.day
