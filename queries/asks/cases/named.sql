-- Every case opened by the date as files may name it: its enterprise with its former names, and its lines by name, code and model.
-- key: case_id
with cases as (

    select states.case_id, states.stage, states.enterprise_id, unnest(states.line_ids) as line_id
    from intermediate.int_case_states as states

    union

    select states.case_id, states.stage, states.enterprise_id, states.line_id
    from intermediate.int_case_states as states

)

select
    cases.case_id,
    cases.stage,
    any_value(enterprises.enterprise_name) as enterprise_name,
    any_value(enterprises.former_names) as former_names,
    list(distinct lines.line_name) filter (where lines.line_name is not null) as line_names,
    list(distinct lines.line_code) filter (where lines.line_code is not null) as line_codes,
    list(distinct lines.model) filter (where lines.model is not null) as models
from cases
left join staging.stg_enterprises as enterprises
    on cases.enterprise_id = enterprises.enterprise_id
left join staging.stg_lines as lines
    on cases.line_id = lines.line_id
group by cases.case_id, cases.stage
order by cases.case_id
