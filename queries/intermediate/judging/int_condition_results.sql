-- Every condition met, not met, or unknown (null). Numbers are compared exactly, in the unit of the bound. A product named beside
-- others is not wholly of its kind (unknown), and one that is denied (非…, 不含…) is not of its kind.
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
        when 'contains_any' then
            case
                when not list_bool_or([
                    contains(measured.measured_text, word)
                    and not regexp_matches(measured.measured_text, '(非|不含|不包括|不属于|不是|除|无)' || word)
                    for word in measured.bound_list
                ]) then false
                when list_bool_and([
                    list_bool_or([contains(part, word) for word in measured.bound_list])
                    for part in regexp_split_to_array(
                        regexp_replace(measured.measured_text, '[（(][^（()）]*[)）]$', ''), '[、，,;；/+]'
                    )
                ]) then true
                when not regexp_matches(measured.measured_text, '[、，,;；/+]') then true
            end
        else error('unknown operator in rule ' || measured.rule_id)
    end as is_met,
    not measured.is_settled and measured.measured_number = measured.bound_number as is_boundary
from intermediate.int_measured_conditions as measured
