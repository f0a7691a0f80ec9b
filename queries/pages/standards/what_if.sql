-- What another bound would do to a judging rule with one numeric test: its measured subjects compared, exactly, with both bounds.
-- Exempt subjects, those without a value and those a person must look at (review_if) stay as they are, and so does a subject equal to
-- an unsettled bound.
-- key: rule_id
with measured as (

    select
        verdicts.subject_id,
        verdicts.enterprise_id,
        verdicts.verdict,
        case verdicts.operator
            when '<' then verdicts.measured_number < conditions.bound_number
            when '<=' then verdicts.measured_number <= conditions.bound_number
            when '>' then verdicts.measured_number > conditions.bound_number
            when '>=' then verdicts.measured_number >= conditions.bound_number
            when '=' then verdicts.measured_number = conditions.bound_number
        end as is_caught,
        case verdicts.operator
            when '<' then verdicts.measured_number < $bound::decimal(18, 8)
            when '<=' then verdicts.measured_number <= $bound::decimal(18, 8)
            when '>' then verdicts.measured_number > $bound::decimal(18, 8)
            when '>=' then verdicts.measured_number >= $bound::decimal(18, 8)
            when '=' then verdicts.measured_number = $bound::decimal(18, 8)
        end as would_be_caught
    from marts.verdicts as verdicts
    inner join marts.rule_conditions as conditions
        on
            verdicts.rule_id = conditions.rule_id
            and verdicts.attribute = conditions.attribute
            and verdicts.operator = conditions.operator
            and verdicts.bound = conditions.bound
            and conditions.role = 'outdated_if'
    where
        verdicts.rule_id = $rule
        and verdicts.measured_number is not null
        and verdicts.verdict not in ('exempt', 'not_applicable', 'not_assessable')

)

select
    $rule as rule_id,
    count(*) as measured_count,
    count(*) filter (where measured.is_caught) as caught,
    count(*) filter (where measured.would_be_caught) as would_be_caught,
    count(*) filter (where measured.would_be_caught and not measured.is_caught) as more,
    count(*) filter (where measured.is_caught and not measured.would_be_caught) as fewer,
    count(distinct measured.enterprise_id) filter (where measured.would_be_caught != measured.is_caught) as changed_enterprises
from measured
