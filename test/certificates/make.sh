#!/bin/sh -eu
# Makes the certificates of the tests anew, beside this file: `test/certificates/make.sh`. They guard nothing.
# Valid from 2020 to 2120, whatever a machine's clock says, but for the one that has expired.
cd "$(dirname "$0")"
rm -f ./*.pem
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
: > "$work/index"

# issue NAME COMMON-NAME EXTENSIONS AUTHORITY [UNTIL]: a key and a certificate; `openssl ca`, as it alone takes both dates.
issue() {
  openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1-key.pem" 2> "$work/said"
  openssl req -new -key "$1-key.pem" -subj "/CN=$2" -out "$work/csr"
  if [ "$1" = "$4" ]; then by="-selfsign -keyfile $1-key.pem"; else by="-cert $4.pem -keyfile $4-key.pem"; fi
  # shellcheck disable=SC2086
  openssl ca -batch -notext -config "$work/conf" -in "$work/csr" -out "$1.pem" $by -extensions "$3" \
    -startdate 20200101000000Z -enddate "${5-21200101000000Z}" 2> "$work/said" || { cat "$work/said" >&2; exit 1; }
}

cat > "$work/conf" <<CONF
[ca]
default_ca = test
[test]
database = $work/index
new_certs_dir = $work
rand_serial = yes
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
[authority]
basicConstraints = critical, CA:TRUE
subjectKeyIdentifier = hash
keyUsage = critical, keyCertSign, cRLSign
[here]
basicConstraints = critical, CA:FALSE
authorityKeyIdentifier = keyid
subjectAltName = DNS:localhost, IP:127.0.0.1
[elsewhere]
basicConstraints = critical, CA:FALSE
authorityKeyIdentifier = keyid
subjectAltName = DNS:cloud.example
[client]
basicConstraints = critical, CA:FALSE
authorityKeyIdentifier = keyid
extendedKeyUsage = clientAuth
CONF

issue authority 'requestshook test authority' authority authority
issue stranger 'requestshook test stranger' authority stranger
issue server localhost here authority
issue expired localhost here authority 20210101000000Z
issue elsewhere cloud.example elsewhere authority
issue untrusted localhost here stranger
issue client operator client authority
issue strange-client operator client stranger
openssl pkey -in server-key.pem -aes256 -passout pass:secret -out encrypted-key.pem
rm authority-key.pem stranger-key.pem
