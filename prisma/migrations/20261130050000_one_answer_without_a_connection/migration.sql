-- Logs of deliveries told apart why a host could not be connected to, which shows what is inside the hub's own network.
UPDATE webhook_deliveries
SET error = 'The hub could not connect. It calls public addresses only: check the spelling, and that the server accepts connections.'
WHERE status IS NULL AND error IN (
  'The host refused the connection.',
  'The host could not be reached.',
  'There is no host of this name.',
  'The host''s name could not be looked up.',
  'The host is inside a private network, where the hub sends nothing.',
  'This address is inside a private network, where the hub sends nothing.',
  'The call failed.'
);
