-- Which known enterprise each incoming one is: by credit code, else by its name or a former name on either side, never across two
-- codes or two counties; an enterprise that was merged stands for the one it went into. Where several fit alike it is unclear, and
-- `namesake_in` names the county of a known enterprise of that name that is taken for another one.
-- key: enterprise_key
with known as (

    select
        coalesce(enterprise.merged_into, enterprise.enterprise_id) as enterprise_id,
        enterprise.credit_code,
        enterprise.name_key,
        enterprise.former_names,
        coalesce(areas.host_area, areas.area_code) as county
    from facts.enterprise as enterprise
    left join reference.areas as areas
        on coalesce(enterprise.area_declared, enterprise.area_by_address) = areas.area_code
    where enterprise.valid_to is null

),

names as (

    select known.enterprise_id, known.credit_code, known.county, known.name_key, 1 as preference
    from known
    union all
    select known.enterprise_id, known.credit_code, known.county, folded(former.name), 2
    from known
    cross join unnest(known.former_names) as former(name)

),

asked as (

    select incoming.enterprise_key, incoming.credit_code, incoming.county, incoming.name_key, 0 as preference
    from incoming_enterprises as incoming
    union all
    select incoming.enterprise_key, incoming.credit_code, incoming.county, former.name_key, 2
    from incoming_enterprises as incoming
    cross join unnest(incoming.former_keys) as former(name_key)

),

pairs as (

    select asked.enterprise_key, known.enterprise_id, 0 as preference, true as fits, null as county
    from asked
    inner join known on asked.credit_code = known.credit_code

    union all

    select
        asked.enterprise_key,
        names.enterprise_id,
        asked.preference + names.preference + case when asked.county = names.county then 0 else 10 end,
        coalesce(asked.county = names.county, true),
        names.county
    from asked
    inner join names
        on
            asked.name_key = names.name_key
            and (asked.credit_code is null or names.credit_code is null or asked.credit_code = names.credit_code)

),

best as (

    select pairs.enterprise_key, min(pairs.preference) as preference
    from pairs
    where pairs.fits
    group by pairs.enterprise_key

)

select
    pairs.enterprise_key,
    min(pairs.enterprise_id) filter (where pairs.fits and pairs.preference = best.preference) as enterprise_id,
    count(distinct pairs.enterprise_id) filter (where pairs.fits and pairs.preference = best.preference) > 1 as is_unclear,
    min(pairs.county) filter (where not pairs.fits) as namesake_in
from pairs
left join best
    on pairs.enterprise_key = best.enterprise_key
group by pairs.enterprise_key
