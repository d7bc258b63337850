"""Which rows: of the office, of whoever holds a certificate, of whoever checks one."""
