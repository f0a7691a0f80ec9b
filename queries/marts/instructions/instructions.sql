-- Every instruction of the leadership by the date: to whom, what, by when, about which number or row (`page_address` opens it), and how it
-- stands. `days_left` is negative once overdue and empty once nobody owes a reply.
-- key: instruction_id
select
    given.instruction_id,
    given.instruction_state,
    states.name as instruction_state_name,
    given.addressed,
    case given.addressed
        when 'area' then said(areas.name_zh, areas.name_en)
        when 'department' then said(given.addressee, coalesce(departments.name_en, given.addressee))
        else given.addressee
    end as addressee_name,
    given.addressee,
    given.area_code,
    said(areas.name_zh, areas.name_en) as area_name,
    given.what as instructed,
    given.about as instructed_about,
    given.page_address,
    given.given_on,
    given.due_on,
    case
        when given.instruction_state in ('open', 'returned', 'overdue')
            then date_diff('day', coalesce(getvariable('as_of')::date, current_date), given.due_on)
    end as days_left,
    given.replied_on,
    given.reply,
    given.replied_by,
    given.ended_on,
    given.actor,
    given.recorded_at
from intermediate.int_instructions as given
inner join marts.labels as states
    on states.kind = 'instruction_state' and given.instruction_state = states.code
left join reference.areas as areas
    on given.area_code = areas.area_code
left join reference.departments as departments
    on case given.addressed when 'department' then given.addressee end = departments.department
