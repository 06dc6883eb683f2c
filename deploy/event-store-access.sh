#!/bin/sh
# Gives the product its own user on an EventStoreDB and lets nobody but administrators truncate or delete. Safe to repeat.
# Needs: EVENT_STORE_HTTP=https://host:2113, AUTHORITY=file of the authority's certificate, and the passwords in the
# files ADMIN_PASSWORD_FILE and USER_PASSWORD_FILE. The server must allow AtomPub over HTTP while this runs.
set -eu
user=branch-accountability

ask() { # method, path, further options of curl; prints the status
  method=$1 path=$2
  shift 2
  # The password goes by standard input, so that no list of processes shows it.
  printf 'user = "admin:%s"\n' "$(cat "$ADMIN_PASSWORD_FILE")" |
    curl --config - --silent --show-error --cacert "$AUTHORITY" --request "$method" --output /dev/null \
      --write-out '%{http_code}' "$@" "$EVENT_STORE_HTTP$path"
}
expect() { # what was done, its status, the statuses that are right
  case " $3 " in *" $2 "*) echo "$1" ;; *) echo "$1: failed with status $2" >&2 && exit 1 ;; esac
}

if [ "$(ask GET /users/$user)" = 200 ]; then
  echo "user $user is there"
else
  printf '{"loginName":"%s","fullName":"branch accountability","groups":[],"password":"%s"}' "$user" \
    "$(cat "$USER_PASSWORD_FILE")" > /tmp/event-store-user.json
  status=$(ask POST /users/ --header 'Content-Type: application/json' --data @/tmp/event-store-user.json)
  rm /tmp/event-store-user.json
  expect "user $user made" "$status" 201
fi

# $mw guards the metadata by which a stream is truncated, $d its deletion. The product reads $all, a system stream.
acl='{"$userStreamAcl":{"$r":["branch-accountability","$admins"],"$w":"branch-accountability","$d":[],
  "$mr":["branch-accountability","$admins"],"$mw":"$admins"},
  "$systemStreamAcl":{"$r":["branch-accountability","$admins"],"$w":"$admins","$d":"$admins","$mr":"$admins","$mw":"$admins"}}'
# A name of its own for each content, so that repeating writes it once.
id=00000000-0000-4000-8000-$(printf %s "$acl" | sha256sum | cut -c1-12)
status=$(ask POST /streams/%24settings --header 'Content-Type: application/json' \
  --header 'ES-EventType: update-default-acl' --header "ES-EventId: $id" --data "$acl")
expect 'default access set' "$status" 201
