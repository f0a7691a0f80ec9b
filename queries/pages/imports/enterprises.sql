-- Some enterprises with what tells them apart: names, code, place, contact, lines.
-- key: enterprise_id
select
    enterprises.enterprise_id,
    enterprises.enterprise_name,
    enterprises.former_names,
    enterprises.credit_code,
    enterprises.area_name,
    enterprises.address,
    enterprises.contact_name,
    enterprises.contact_phone,
    said(sectors.name_zh, sectors.name_en) as sector_name,
    enterprises.line_count,
    (
        select string_agg(concat_ws(' ', lines.process_name, lines.line_name, lines.model), ' · ' order by lines.position)
        from marts.lines as lines
        where lines.enterprise_id = enterprises.enterprise_id
    ) as line_names,
    enterprises.row_ref,
    enterprises.valid_from
from marts.enterprises as enterprises
left join reference.sectors as sectors
    on enterprises.main_sector = sectors.sector
where enterprises.enterprise_id in (select unnest($enterprises))
order by enterprises.position
