-- States in which a line is judged.
-- key: state
select states.state
from reference.states as states
where states.is_judged
