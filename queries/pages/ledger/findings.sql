-- Findings of the city or an area, latest first.
-- key: finding_id
select findings.*, terms.name as seriousness_name
from marts.findings as findings
left join marts.labels as terms
    on terms.kind = 'seriousness' and findings.seriousness = terms.code
where in_area(findings.area_code, $area) and ($dimension = '' or findings.dimension = $dimension)
order by findings.found_on desc, findings.finding_id
