#!/bin/sh
# Once, when the database is made: the accounts of roles.sql get their passwords.
set -eu
psql --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" --set=ON_ERROR_STOP=1 \
	--set=owner="$SAMSYN_OWNER_PASSWORD" --set=app="$SAMSYN_APP_PASSWORD" --set=backup="$SAMSYN_BACKUP_PASSWORD" <<'SQL'
alter role samsyn_owner password :'owner';
alter role samsyn_app password :'app';
alter role samsyn_backup password :'backup';
SQL
