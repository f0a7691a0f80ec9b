-- Steps that stand: not reversed, and of the exit (from the rank of a relapse on) only those since the last relapse.
-- key: step_id
select steps.* exclude (relapsed_at)
from intermediate.int_unreversed_steps as steps
cross join (select relapses.rank from reference.steps as relapses where relapses.step = 'relapsed') as relapse
where
    steps.relapsed_at is null
    or steps.rank < relapse.rank
    or (steps.happened_on, steps.position) >= steps.relapsed_at
