package io.jvirt.api.secret;

/** What secrets are for ({@code virSecretUsageType}); the ordinal is the number. */
public enum SecretUsage { NONE, VOLUME, CEPH, ISCSI, TLS, VTPM }
