-- Rules on an enterprise's total: the sum over its lines that the rule concerns, exempt lines and those that left are out. A line without a
-- usable capacity leaves the total unknown, unless what is known already passes an upper bound. What is not built yet or shut counts
-- only where the enterprise has nothing else, so that a planned line lifts nobody above a bound; `left_out_count` says how many. A person must look at the enterprise
-- when a line that the rule concerns, exempt or not, asks for one.
-- key: enterprise_id, rule_id
with concerned as (

    select
        results.*,
        states.counts_in_total
        or not bool_or(states.counts_in_total and coalesce(results.applies, true) and not results.is_exempt) over (
            partition by results.enterprise_id, results.rule_id
        ) as is_counted
    from intermediate.int_total_members as results
    inner join staging.stg_lines as lines
        on results.line_id = lines.line_id
    inner join reference.states as states
        on lines.state = states.state
    anti join intermediate.int_left_lines as gone
        on results.line_id = gone.line_id

),

totals as (

    select
        results.enterprise_id,
        results.rule_id,
        min(results.condition_position) as condition_position,
        count(*) filter (where results.applies and not results.is_exempt) as member_count,
        count(*) filter (where coalesce(results.applies, true) and results.is_exempt) as exempt_count,
        count(*) filter (
            where not results.is_exempt and results.is_counted
            and (results.applies is null or (results.applies and results.measured_number is null))
        ) as unknown_count,
        count(*) filter (where results.applies and not results.is_exempt and not results.is_counted) as left_out_count,
        min(results.exemption) as exemption,
        min(results.missing_attribute) as missing_attribute,
        min(results.review_position) filter (where results.applies or results.is_exempt) as review_position,
        arg_min_null(results.review_number, results.review_position) filter (where results.applies or results.is_exempt) as review_number,
        arg_min_null(results.review_text, results.review_position) filter (where results.applies or results.is_exempt) as review_text,
        (
            sum(results.measured_number) filter (where results.applies and not results.is_exempt and results.is_counted)
        )::decimal(18, 8) as total
    from concerned as results
    group by results.enterprise_id, results.rule_id

)

select
    totals.*,
    conditions.attribute,
    case
        when totals.unknown_count > 0 and conditions.operator in ('<', '<=') and totals.total > conditions.bound_number then false
        when totals.unknown_count > 0 then null
        when conditions.operator = '<' then totals.total < conditions.bound_number
        when conditions.operator = '<=' then totals.total <= conditions.bound_number
        when conditions.operator = '>' then totals.total > conditions.bound_number
        when conditions.operator = '>=' then totals.total >= conditions.bound_number
        when conditions.operator = '=' then totals.total = conditions.bound_number
        else error('an enterprise total needs a number operator: rule ' || totals.rule_id)
    end as is_caught,
    totals.unknown_count = 0 and not conditions.is_settled and totals.total = conditions.bound_number as is_boundary
from totals
inner join intermediate.int_conditions as conditions
    on totals.condition_position = conditions.position
