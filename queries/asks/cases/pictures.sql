-- Pictures of a dismantling with some contents that prove steps of other enterprises than a case's.
-- key: sha256, case_id
select pictures.sha256, pictures.case_id
from intermediate.int_dismantling_pictures as pictures
where
    list_contains($sha256s, pictures.sha256)
    and pictures.enterprise_id != (select own.enterprise_id from facts.exit_case as own where own.case_id = $case_id)
order by pictures.case_id
