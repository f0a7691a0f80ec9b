-- The step each clock of a case runs from, and the date that step set: as decided, else by the months of the variant or the date of
-- the rule, unless that was over on the day of the step: then a person sets one. A new order made in time, or a stricter one at any time,
-- sets a new date; the same again when the date was over takes nothing back. A relapse starts the exit anew.
-- key: case_id, clock
with orders as (

    select
        steps.case_id,
        clocks.clock,
        list({
            'step': steps.step,
            'starts_on': steps.happened_on,
            'position': steps.position,
            'rank': steps.rank,
            'document_no': steps.document_no,
            'due_on': case clocks.clock
                when 'rectification'
                    then coalesce(steps.due_on, (steps.happened_on + to_months(variants.clock_months))::date)
                when 'exit'
                    then coalesce(steps.due_on, case when steps.happened_on <= rules.deadline then rules.deadline end)
                else steps.due_on
            end
        } order by steps.happened_on, steps.position) as made
    from intermediate.int_effective_steps as steps
    inner join intermediate.int_case_plans as plans
        on steps.case_id = plans.case_id
    inner join reference.plan_clocks as clocks
        on plans.plan_id = clocks.plan_id and list_contains(string_split(clocks.starts_with, ';'), steps.step)
    inner join facts.exit_case as exit_case
        on steps.case_id = exit_case.case_id
    inner join reference.variants as variants
        on exit_case.variant = variants.variant
    left join reference.rules as rules
        on exit_case.rule_id = rules.rule_id
    group by steps.case_id, clocks.clock

),

running as (

    select
        orders.case_id,
        orders.clock,
        list_reduce(
            orders.made,
            lambda running, later: case
                when running.due_on is null or later.starts_on <= running.due_on or later.rank > running.rank then later
                else running
            end
        ) as start
    from orders

)

select
    running.case_id,
    running.clock,
    running.start.step as step,
    running.start.starts_on as starts_on,
    running.start.position as position,
    running.start.document_no as document_no,
    running.start.due_on as due_on
from running
