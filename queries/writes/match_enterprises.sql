-- Which known enterprise each incoming one is: by credit code, else by its name or a former name, never across two codes.
-- key: enterprise_key
with known as (

    select enterprise.enterprise_id, enterprise.credit_code, enterprise.name_key, enterprise.former_names
    from facts.enterprise as enterprise
    where enterprise.valid_to is null

),

names as (

    select known.enterprise_id, known.credit_code, known.name_key, 1 as preference
    from known
    union all
    select known.enterprise_id, known.credit_code, former.name_key, 2
    from known
    cross join unnest(known.former_names) as former(name_key)

),

matches as (

    select incoming.enterprise_key, known.enterprise_id, 0 as preference
    from incoming_enterprises as incoming
    inner join known on incoming.credit_code = known.credit_code

    union all

    select incoming.enterprise_key, names.enterprise_id, names.preference
    from incoming_enterprises as incoming
    inner join names
        on
            incoming.name_key = names.name_key
            and (incoming.credit_code is null or names.credit_code is null or incoming.credit_code = names.credit_code)

)

select matches.enterprise_key, arg_min(matches.enterprise_id, (matches.preference, matches.enterprise_id)) as enterprise_id
from matches
group by matches.enterprise_key
