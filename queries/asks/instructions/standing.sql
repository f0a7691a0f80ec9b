-- An instruction as it stands, and how many rows it has.
-- key: instruction_id
select
    given.*,
    (select count(*) from facts.instruction_step as steps where steps.instruction_id = given.instruction_id)::integer as row_count
from intermediate.int_instructions as given
where given.instruction_id = $instruction
