-- An accepted check-in, as services/registration/operations/check_in.py does it, for pgbench.
-- Each client counts by itself; together they use every pass once. The first SELECT is pgbench's own.
\set n :n + 1
\set number :n * :connections + :client_id
SELECT pass_id, delegate_id, gen_random_uuid() AS id FROM bench_passes WHERE n = :number \gset
BEGIN;
SELECT d.id, d.full_name, d.post, d.kind, d.state, d.unit, u.name, d.category, c.name,
       EXISTS (SELECT 1 FROM gates WHERE conference = 'bench-2025' AND code = 'cua-a'), p.id, p.issued_at, p.revoked_at,
       p.expires_at
  FROM delegates d
  LEFT JOIN units u ON u.conference = d.conference AND u.code = d.unit
  JOIN participant_categories c ON c.conference = d.conference AND c.code = d.category
  JOIN passes p ON p.delegate_id = d.id
 WHERE d.conference = 'bench-2025' AND p.id = ':pass_id'
   FOR NO KEY UPDATE OF d;
INSERT INTO check_ins (id, conference, scan_id, asked, answered, outcome, announced, pass_id, delegate_id, gate,
                       scanned_at, received_at, happened_at, by, caller)
VALUES (':id', 'bench-2025', gen_random_uuid(), repeat('0', 64), 'accepted', 'accepted', 1, ':pass_id', ':delegate_id',
        'cua-a', now(), now(),
        GREATEST(now(), (SELECT max(happened_at) FROM check_in_undos WHERE delegate_id = ':delegate_id')),
        'pgbench', 'pgbench')
    ON CONFLICT DO NOTHING;
INSERT INTO outbox (event_id, type, source, subject, sequence, conference, time, body, recorded_at)
VALUES (gen_random_uuid(), 'registration.attendance_recorded.v1', 'registration', 'check_in/:id', 1, 'bench-2025',
        now(), jsonb_build_object('conference', 'bench-2025', 'check_in_id', ':id', 'delegate_id', ':delegate_id',
        'full_name', 'Đại biểu', 'unit', 'xa-an-binh', 'unit_name', 'Xã An Bình', 'category', 'xa', 'gate', 'cua-a',
        'scanned_at', now()), now());
COMMIT;
