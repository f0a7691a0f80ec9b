-- What a reporter said for a period: an area of one sector, or a municipal department (`matrix` = departments, without area and sector), that
-- it reports exits, or that there is nothing to report.
-- key: report_id
create table if not exists facts.report (
    report_id varchar,
    period varchar,
    matrix varchar,
    area_code varchar,
    sector varchar,
    department varchar,
    statement varchar,
    reported_on date,
    signer varchar,
    document_no varchar,
    note varchar,
    withdraws varchar,
    actor varchar,
    recorded_at timestamp
)
