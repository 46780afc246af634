package io.jvirt.api;

/** The format of a memory-only core dump ({@code virDomainCoreDumpFormat}); the ordinal is the number. */
public enum DumpFormat {
    RAW,
    KDUMP_ZLIB,
    KDUMP_LZO,
    KDUMP_SNAPPY,
    WIN_DMP,
    KDUMP_RAW_ZLIB,
    KDUMP_RAW_LZO,
    KDUMP_RAW_SNAPPY
}
