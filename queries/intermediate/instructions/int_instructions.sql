-- Every instruction that was given by the date, with its newest reply, how it ended, and how it stands: who replied waits for who gave it,
-- whose remark on a reply that does not do (`returned`) stands until the next one.
-- key: instruction_id
with later as (

    select
        steps.instruction_id,
        max(steps.happened_on) filter (where steps.step = 'replied') as replied_on,
        arg_max(steps.note, steps.number) filter (where steps.step = 'replied') as reply,
        arg_max(steps.actor, steps.number) filter (where steps.step = 'replied') as replied_by,
        arg_max(steps.step, steps.number) filter (where steps.step in ('replied', 'returned')) as turn,
        max(steps.happened_on) filter (where steps.step in ('done', 'withdrawn')) as ended_on,
        arg_max(steps.step, steps.number) filter (where steps.step in ('done', 'withdrawn')) as ending
    from staging.stg_instruction_steps as steps
    group by steps.instruction_id

)

select
    given.instruction_id,
    given.addressed,
    given.addressee,
    given.area_code,
    given.note as what,
    given.due_on,
    given.page_address,
    given.about,
    given.happened_on as given_on,
    given.actor,
    given.recorded_at,
    later.replied_on,
    later.reply,
    later.replied_by,
    later.ended_on,
    case
        when later.ending is not null then later.ending
        when later.turn = 'replied' then 'replied'
        when given.due_on < coalesce(getvariable('as_of')::date, current_date) then 'overdue'
        when later.turn = 'returned' then 'returned'
        when given.due_on is not null then 'open'
    end as instruction_state
from staging.stg_instruction_steps as given
inner join later
    on given.instruction_id = later.instruction_id
where given.step = 'given'
