-- Instructions that stand on the date, and those whose day has passed without a reply.
-- key: standing_instructions
select
    count(*) filter (where given.instruction_state in ('open', 'returned', 'overdue', 'replied')) as standing_instructions,
    count(*) filter (where given.instruction_state = 'overdue') as overdue_instructions
from marts.instructions as given
