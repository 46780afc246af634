package io.jvirt.image.qcow2;

/** The header's fields: where each begins and how many bytes it has (docs/interop/qcow2.txt, "Header"). */
enum HeaderField {
    MAGIC(0, 4),
    VERSION(4, 4),
    BACKING_OFFSET(8, 8),
    BACKING_LENGTH(16, 4),
    CLUSTER_BITS(20, 4),
    SIZE(24, 8),
    CRYPT_METHOD(32, 4),
    L1_ENTRIES(36, 4),
    L1_OFFSET(40, 8),
    REFCOUNT_TABLE_OFFSET(48, 8),
    REFCOUNT_TABLE_CLUSTERS(56, 4),
    SNAPSHOT_COUNT(60, 4),
    SNAPSHOTS_OFFSET(64, 8),
    INCOMPATIBLE(72, 8),
    COMPATIBLE(80, 8),
    AUTOCLEAR(88, 8),
    REFCOUNT_ORDER(96, 4),
    HEADER_LENGTH(100, 4),
    COMPRESSION_TYPE(104, 1);

    final int offset;
    final int bytes;

    HeaderField(int offset, int bytes) {
        this.offset = offset;
        this.bytes = bytes;
    }
}
