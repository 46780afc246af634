package io.jvirt.api;

/** Which part of a guest's metadata is meant ({@code virDomainMetadataType}); the ordinal is the number. */
public enum Metadata {
    DESCRIPTION,
    TITLE,
    /** An element of a caller's own namespace. */
    ELEMENT
}
