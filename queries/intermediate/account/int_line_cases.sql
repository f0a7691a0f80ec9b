-- stored: the account
-- Every line that a case was opened about, once, with the case that tells its standing: one by which it left, then one by which it is shut,
-- then an open case, then one that passed, last a withdrawn one; among equals the exit that counted first. What a case had proven before the
-- line was found running again (`relapsed_on`) tells nothing any more.
-- key: line_id
select
    lines.*,
    states.is_exit_counted,
    states.exit_day,
    coalesce(exits.exit_form, states.exit_form) as exit_form,
    relapses.relapsed_on,
    states.capacity_transferred_on is not null
    and states.dismantled_on is null
    and states.relapsed_on is null
    and stages.is_open as is_replaced,
    stages.is_open or stages.is_exit as is_standing
from intermediate.int_case_lines as lines
inner join intermediate.int_case_states as states
    on lines.case_id = states.case_id
inner join reference.stages as stages
    on lines.stage = stages.stage
inner join reference.standings as standings
    on lines.stage = standings.standing
left join intermediate.int_exit_days as exits
    on lines.case_id = exits.case_id
left join intermediate.int_relapses as relapses
    on lines.line_id = relapses.line_id
qualify
    row_number() over (
        partition by lines.line_id
        order by
            coalesce(
                stages.is_shut
                and greatest(states.shut_down_on, states.sealed_on, states.dismantled_on, states.city_accepted_on) < relapses.relapsed_on,
                false
            ),
            standings.standing_group = 'left' desc,
            stages.is_shut desc,
            states.exit_day nulls last,
            stages.is_open desc,
            lines.stage = 'withdrawn',
            stages.position desc,
            lines.case_id desc
    ) = 1
