-- What happened to each instruction by the date, in its order: who gave it, who replied what, what was handed back, how it ended.
-- key: step_id
select
    steps.step_id,
    steps.instruction_id,
    steps.number as step_number,
    steps.step,
    names.name as step_name,
    steps.happened_on,
    given.area_code,
    steps.note,
    steps.actor,
    steps.recorded_at
from staging.stg_instruction_steps as steps
inner join intermediate.int_instructions as given
    on steps.instruction_id = given.instruction_id
inner join marts.labels as names
    on names.kind = 'instruction_step' and steps.step = names.code
