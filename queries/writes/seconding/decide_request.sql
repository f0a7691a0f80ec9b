-- A request is decided: it waits no longer.
update facts.request
set
    decision = $decision,
    decided_by = $decided_by,
    decided_at = $decided_at,
    reason = $reason
where request.request_id = $request_id
