/** Disk image formats in pure Java. */
@org.jspecify.annotations.NullMarked
module io.jvirt.image {
    requires static org.jspecify;
    requires aircompressor.v3;
    // The zstd code reaches for sun.misc.Unsafe, which no module path has unless somebody asks for it.
    requires jdk.unsupported;

    exports io.jvirt.image;
    exports io.jvirt.image.luks;
    exports io.jvirt.image.operation;
    exports io.jvirt.image.qcow2;
    exports io.jvirt.image.raw;
}
