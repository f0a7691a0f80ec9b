-- The rows of one case by the day they happened, newest first (of one day the last recorded), with their files and what a reversal
-- reverses.
-- key: step_id
select
    steps.*,
    undone.step_name as undone_name,
    undone.happened_on as undone_on,
    (
        select
            list(
                {
                    'evidence_id': files.evidence_id,
                    'kind_name': files.kind_name,
                    'file_name': files.file_name,
                    'sha256': files.sha256,
                    'mime': files.mime,
                    'other_case_ids': files.other_case_ids,
                    'added_on': files.added_on,
                    'is_exif_unreadable': files.is_exif_unreadable
                } order by kinds.position, files.evidence_id
            )
        from marts.evidence as files
        left join marts.labels as kinds
            on kinds.kind = 'evidence_kind' and files.kind = kinds.code
        where files.step_id = steps.step_id
    ) as files
from marts.case_steps as steps
left join marts.case_steps as undone
    on steps.reverses = undone.step_id
where steps.case_id = $case_id
order by steps.happened_on desc, steps.position desc
