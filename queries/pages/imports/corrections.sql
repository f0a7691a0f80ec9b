-- The cells of one imported file that a person corrected before it was imported, with what stands in the file.
-- key: batch_id, sheet, cell
select corrections.*
from marts.corrections as corrections
where corrections.batch_id = $batch
order by corrections.sheet, corrections.cell
