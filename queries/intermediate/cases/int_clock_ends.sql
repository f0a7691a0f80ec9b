-- The day each clock of a case was met: the first day after its start on which one of its alternatives was complete (`a+b`: both). What a
-- relapse made void still met the clock that ran before it.
-- key: case_id, clock
with alternatives as (

    select clocks.plan_id, clocks.clock, unnest(string_split(clocks.ends_with, ';')) as alternative
    from reference.plan_clocks as clocks

),

needed as (

    select
        alternatives.plan_id,
        alternatives.clock,
        alternatives.alternative,
        unnest(string_split(alternatives.alternative, '+')) as step,
        len(string_split(alternatives.alternative, '+')) as step_count
    from alternatives

),

firsts as (

    select
        starts.case_id,
        starts.clock,
        needed.alternative,
        needed.step,
        needed.step_count,
        min(steps.counted_on) as counted_on
    from intermediate.int_clock_starts as starts
    inner join intermediate.int_case_plans as plans
        on starts.case_id = plans.case_id
    inner join needed
        on plans.plan_id = needed.plan_id and starts.clock = needed.clock
    inner join intermediate.int_counted_steps as steps
        on
            starts.case_id = steps.case_id
            and needed.step = steps.step
            and (steps.counted_on, steps.position) > (starts.starts_on, starts.position)
    group by all

),

complete as (

    select firsts.case_id, firsts.clock, max(firsts.counted_on) as met_on
    from firsts
    group by firsts.case_id, firsts.clock, firsts.alternative
    having count(*) = any_value(firsts.step_count)

)

select complete.case_id, complete.clock, min(complete.met_on) as met_on
from complete
group by complete.case_id, complete.clock
