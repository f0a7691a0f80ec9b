-- What an import does to each enterprise: the merged version and whether it is new, changed or the same as on that date. A blank
-- never erases; a place comes whole, from the file where it states one, else from what was known. An old name is kept as a former one, and a file that still uses it
-- renames nobody.
-- key: enterprise_id
with known as (

    select enterprise.*
    from facts.enterprise as enterprise
    semi join incoming_enterprises as incoming
        on enterprise.enterprise_id = incoming.enterprise_id
    where enterprise.valid_from <= $valid_on and (enterprise.valid_to is null or enterprise.valid_to > $valid_on)

),

merged as (

    select
        incoming.enterprise_id,
        known.enterprise_id is not null as is_known,
        struct_pack(
            credit_code := case
                when incoming.is_old_name and incoming.credit_code in (select bearer.credit_code from facts.enterprise as bearer)
                    then known.credit_code  -- the code of one that was merged into this stays with that one
                when incoming.is_old_name then coalesce(known.credit_code, incoming.credit_code)
                else coalesce(incoming.credit_code, known.credit_code)
            end,
            enterprise_name := case when incoming.is_old_name then known.enterprise_name else incoming.enterprise_name end,
            name_key := case when incoming.is_old_name then known.name_key else incoming.name_key end,
            former_names := list_sort(list_distinct(list_filter(
                list_concat(
                    coalesce(known.former_names, []),
                    incoming.former_names,
                    case when known.name_key != incoming.name_key and not incoming.is_old_name then [known.enterprise_name] else [] end
                ),
                lambda name: folded(name) != case when incoming.is_old_name then known.name_key else incoming.name_key end
            ))),
            address := coalesce(incoming.address, known.address),
            area_declared := case
                when incoming.area_declared_text is null or (incoming.is_old_name and known.area_declared is not null)
                    then known.area_declared
                else incoming.area_declared
            end,
            area_declared_text := case
                when incoming.is_old_name and known.area_declared is not null then known.area_declared_text
                else coalesce(incoming.area_declared_text, known.area_declared_text)
            end,
            area_by_address := case when incoming.address is null then known.area_by_address else incoming.area_by_address end,
            town_code := case when incoming.address is null then coalesce(incoming.town_code, known.town_code) else incoming.town_code end,
            area_by_point := case when incoming.coordinates_text is null then known.area_by_point else incoming.area_by_point end,
            lon := case when incoming.coordinates_text is null then known.lon else incoming.lon end,
            lat := case when incoming.coordinates_text is null then known.lat else incoming.lat end,
            lon_given := case when incoming.coordinates_text is null then known.lon_given else incoming.lon_given end,
            lat_given := case when incoming.coordinates_text is null then known.lat_given else incoming.lat_given end,
            coordinates_text := coalesce(incoming.coordinates_text, known.coordinates_text),
            datum := case when incoming.coordinates_text is null then known.datum else incoming.datum end,
            datum_basis := case when incoming.coordinates_text is null then known.datum_basis else incoming.datum_basis end,
            industry_code := coalesce(incoming.industry_code, known.industry_code),
            industry_edition := coalesce(incoming.industry_edition, known.industry_edition),
            scale := coalesce(incoming.scale, known.scale),
            contact_name := coalesce(incoming.contact_name, known.contact_name),
            contact_phone := coalesce(incoming.contact_phone, known.contact_phone)
        ) as version,
        struct_pack(
            credit_code := known.credit_code,
            enterprise_name := known.enterprise_name,
            name_key := known.name_key,
            former_names := coalesce(known.former_names, []),
            address := known.address,
            area_declared := known.area_declared,
            area_declared_text := known.area_declared_text,
            area_by_address := known.area_by_address,
            town_code := known.town_code,
            area_by_point := known.area_by_point,
            lon := known.lon,
            lat := known.lat,
            lon_given := known.lon_given,
            lat_given := known.lat_given,
            coordinates_text := known.coordinates_text,
            datum := known.datum,
            datum_basis := known.datum_basis,
            industry_code := known.industry_code,
            industry_edition := known.industry_edition,
            scale := known.scale,
            contact_name := known.contact_name,
            contact_phone := known.contact_phone
        ) as former,
        incoming.row_ref
    from (
        select
            enterprises.*,
            coalesce(list_contains(list_transform(earlier.former_names, lambda name: folded(name)), enterprises.name_key), false) as is_old_name
        from incoming_enterprises as enterprises
        left join known as earlier on enterprises.enterprise_id = earlier.enterprise_id
    ) as incoming
    left join known
        on incoming.enterprise_id = known.enterprise_id

)

select
    merged.enterprise_id,
    unnest(merged.version),
    merged.row_ref,
    case
        when not merged.is_known then 'new'
        when merged.version is distinct from merged.former then 'changed'
        else 'same'
    end as status
from merged
