-- One enterprise with its place and how it was placed, in words.
-- key: enterprise_id
select
    enterprises.*,
    declared.name as declared_name,
    addressed.name as addressed_name,
    pointed.name as pointed_name,
    verdicts.name as verdict_name,
    batches.file_name
from marts.enterprises as enterprises
left join marts.labels as declared
    on declared.kind = 'area' and enterprises.area_declared = declared.code
left join marts.labels as addressed
    on addressed.kind = 'area' and enterprises.area_by_address = addressed.code
left join marts.labels as pointed
    on pointed.kind = 'area' and enterprises.area_by_point = pointed.code
left join marts.labels as verdicts
    on verdicts.kind = 'verdict' and enterprises.gravest_verdict = verdicts.code
left join marts.batches as batches
    on enterprises.batch_id = batches.batch_id
where enterprises.enterprise_id = $enterprise
