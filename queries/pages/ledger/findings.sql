-- Findings of the city or an area, latest first.
-- key: finding_id
select findings.*, terms.name as seriousness_name
from marts.findings as findings
left join marts.labels as terms
    on terms.kind = 'seriousness' and findings.seriousness = terms.code
where $area = '' or coalesce(findings.area_code, 'unplaced') = $area
order by findings.found_on desc, findings.finding_id
