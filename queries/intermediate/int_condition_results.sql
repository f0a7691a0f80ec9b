-- Every condition met, not met, or unknown (null). Numbers are compared exactly, in the unit of the bound.
-- key: line_id, rule_id, position
select
    measured.*,
    case measured.operator
        when '<' then measured.measured_number < measured.bound_number
        when '<=' then measured.measured_number <= measured.bound_number
        when '>' then measured.measured_number > measured.bound_number
        when '>=' then measured.measured_number >= measured.bound_number
        when '=' then
            case
                when measured.bound_number is null then measured.measured_text = measured.bound
                else measured.measured_number = measured.bound_number
            end
        when 'in' then list_contains(measured.bound_list, measured.measured_text)
        when 'contains_any' then list_bool_or(list_transform(measured.bound_list, lambda word: contains(measured.measured_text, word)))
        else error('unknown operator in rule ' || measured.rule_id)
    end as is_met,
    not measured.is_settled and measured.measured_number = measured.bound_number as is_boundary
from intermediate.int_measured_conditions as measured
