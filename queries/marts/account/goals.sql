-- Goals 目标任务 that documents had set by the date, per area and sector or process; an empty sector or process means all. Where there is no
-- row, no goal was set (未下达): none is made up. `file_name` and `sha256` are the document's file.
-- key: area_code, sector, process, document
select
    goals.goal_id,
    goals.area_code,
    goals.sector,
    goals.process,
    goals.lines,
    goals.capacity,
    goals.capacity_unit,
    goals.set_on,
    goals.due_on,
    goals.measures,
    goals.departments,
    goals.document,
    goals.tasks,
    papers.file_name,
    papers.sha256
from staging.stg_goals as goals
left join facts.evidence as papers
    on goals.evidence_id = papers.evidence_id
left join reference.areas as areas
    on goals.area_code = areas.area_code
left join reference.sectors as sectors
    on goals.sector = sectors.sector
order by areas.position, sectors.position nulls first, goals.process nulls first, goals.document
