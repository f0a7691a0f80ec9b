-- What happened to an instruction, in its order.
-- key: step_id
select steps.*
from marts.instruction_steps as steps
where steps.instruction_id = $instruction
order by steps.step_number
