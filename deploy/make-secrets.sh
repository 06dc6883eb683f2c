#!/bin/sh
# Makes the passwords and certificates that docker-compose.yml reads, in ./secrets. Nothing that is there is changed.
# The folder is closed to others; the files in it are readable, because containers read them as another user.
set -eu
umask 022
mkdir -p secrets && chmod 700 secrets && cd secrets

password() { [ -s "$1" ] || openssl rand -hex 24 | tr -d '\n' > "$1"; }
password database_password
password event_store_admin_password
password event_store_password

[ -s database_url ] ||
  printf 'postgres://branch_accountability:%s@postgres:5432/branch_accountability' "$(cat database_password)" > database_url
[ -s event_store ] ||
  printf 'esdb://branch-accountability:%s@eventstore:2113?tlsCaFile=/run/secrets/event_store_authority' \
    "$(cat event_store_password)" > event_store

# An authority of our own, and a certificate for the one node. EventStoreDB wants this common name for a node.
if [ ! -s authority/authority.crt ]; then
  mkdir -p authority
  openssl req -x509 -days 3650 -subj '/CN=branch accountability authority' -newkey rsa:2048 -nodes \
    -keyout authority.key -out authority/authority.crt
  chmod 600 authority.key
fi
if [ ! -s node.crt ]; then
  printf '%s\n' 'basicConstraints=CA:FALSE' 'keyUsage=digitalSignature,keyEncipherment' \
    'extendedKeyUsage=serverAuth,clientAuth' 'subjectAltName=DNS:eventstore,DNS:localhost,IP:127.0.0.1' > node.ext
  openssl req -new -subj '/CN=eventstoredb-node' -newkey rsa:2048 -nodes -keyout node.key -out node.csr
  openssl x509 -req -days 825 -in node.csr -CA authority/authority.crt -CAkey authority.key -CAcreateserial \
    -extfile node.ext -out node.crt
  rm node.csr node.ext
  chmod 644 node.key
fi
echo "secrets/ is complete"
