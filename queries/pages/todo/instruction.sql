-- One instruction.
-- key: instruction_id
select given.*
from marts.instructions as given
where given.instruction_id = $instruction
