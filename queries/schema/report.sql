-- What an area said for a period: for one sector, that it reports exits, or that there is nothing to report.
-- key: report_id
create table if not exists facts.report (
    report_id varchar,
    period varchar,
    matrix varchar,
    area_code varchar,
    sector varchar,
    statement varchar,
    reported_on date,
    signer varchar,
    document_no varchar,
    note varchar,
    withdraws varchar,
    actor varchar,
    recorded_at timestamp
)
