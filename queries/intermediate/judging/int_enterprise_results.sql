-- Rules on the enterprise itself (its environmental credit, say), for the enterprises whose fact was recorded.
-- key: enterprise_id, rule_id
select
    enterprises.enterprise_id,
    conditions.rule_id,
    conditions.position as condition_position,
    conditions.attribute,
    measurements.value_number as measured_number,
    measurements.value_text as measured_text,
    case conditions.operator
        when '=' then measurements.value_text = conditions.bound
        when 'in' then list_contains(conditions.bound_list, measurements.value_text)
        else error('an enterprise rule needs a text operator: rule ' || conditions.rule_id)
    end as is_caught
from staging.stg_enterprises as enterprises
inner join staging.stg_measurements as measurements
    on enterprises.enterprise_id = measurements.subject_id and measurements.subject_kind = 'enterprise'
inner join intermediate.int_conditions as conditions
    on measurements.attribute = conditions.attribute
where conditions.scope = 'enterprise' and conditions.role = 'outdated_if'
