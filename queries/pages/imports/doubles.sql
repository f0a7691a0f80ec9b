-- Pairs of enterprises that may be one, the likeliest first, `size` of them; total_count counts all. What is alike stands in the
-- `same_` columns, what differs in the `other_` columns; nothing decides: a person does. Those whom a
-- person told apart are left out. What more than twenty say tells nothing.
-- key: enterprise_id, other_id
with enterprises as (

    select
        enterprises.*,
        core_name(enterprises.enterprise_name) as core,
        nullif(substr(enterprises.credit_code, 9, 9), '') as organisation,
        nullif(regexp_replace(enterprises.contact_phone, '[^0-9]', '', 'g'), '') as phone,
        case when length(enterprises.address) >= 6 then folded(enterprises.address) end as street,
        round(enterprises.lon, 3)::varchar || ' ' || round(enterprises.lat, 3)::varchar || ' ' || enterprises.main_sector as spot
    from marts.enterprises as enterprises

),

keys as (

    select enterprise_id, 'core ' || core as said from enterprises where length(core) >= 2
    union
    select enterprise_id, 'core ' || core_name(former.name) from enterprises cross join unnest(former_names) as former(name)
    union
    select enterprise_id, 'organisation ' || organisation from enterprises where organisation is not null
    union
    select enterprise_id, 'phone ' || phone from enterprises where phone is not null
    union
    select enterprise_id, 'street ' || street from enterprises where street is not null
    union
    select enterprise_id, 'spot ' || spot from enterprises where spot is not null

),

telling as (

    select keys.enterprise_id, keys.said
    from keys
    qualify count(*) over (partition by keys.said) <= 20

),

alike as (

    select
        one.enterprise_id,
        other.enterprise_id as other_id,
        bool_or(one.said like 'core %') as same_name,
        bool_or(one.said like 'organisation %') as same_organisation,
        bool_or(one.said like 'phone %') as same_phone,
        bool_or(one.said like 'street %') as same_address,
        bool_or(one.said like 'spot %') as same_spot
    from telling as one
    inner join telling as other
        on one.said = other.said
    where one.enterprise_id < other.enterprise_id
    group by one.enterprise_id, other.enterprise_id

),

likely as (

    select alike.*, same_phone::integer + same_address::integer + same_spot::integer as hints
    from alike
    anti join marts.told_apart as apart
        on alike.enterprise_id = apart.enterprise_id and alike.other_id = apart.other_id
    where same_name or same_organisation or hints >= 2

)

select
    likely.enterprise_id,
    likely.other_id,
    likely.same_name,
    likely.same_organisation,
    likely.same_phone,
    likely.same_address,
    likely.same_spot,
    one.organisation != other.organisation as other_organisation,
    one.area_code != other.area_code as other_area,
    one.main_sector != other.main_sector as other_sector,
    one.scale != other.scale as other_scale,
    count(*) over () as total_count
from likely
inner join enterprises as one
    on likely.enterprise_id = one.enterprise_id
inner join enterprises as other
    on likely.other_id = other.enterprise_id
order by
    likely.same_organisation desc,
    coalesce(one.organisation != other.organisation, false),
    likely.same_name::integer + likely.hints desc,
    coalesce(one.area_code != other.area_code, false),
    one.position,
    other.position
limit $size
